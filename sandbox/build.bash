# Sourced by scripts that run jars of this repository: finds a JDK that is new enough, and builds the jars if needed. The script names
# them in JARS, and says in fail how it ends.

OLDEST_JAVA=21

# The major version of a Java home, or 0.
java_version() {
  local version
  version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1) || true
  echo "${version:-0}"
}

# Prints the home of a JDK that is new enough.
find_jdk() {
  local candidates=() home
  [[ -n ${JAVA_HOME-} ]] && candidates+=("$JAVA_HOME")
  if home=$(command -v javac); then
    candidates+=("$(dirname "$(dirname "$(readlink -f "$home" 2>/dev/null || echo "$home")")")")
  fi
  if [[ -x /usr/libexec/java_home ]]; then
    home=$(/usr/libexec/java_home -v "$OLDEST_JAVA+" 2>/dev/null) && candidates+=("$home")
  fi
  candidates+=(/usr/lib/jvm/* /usr/java/* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*)
  candidates+=(/Library/Java/JavaVirtualMachines/*/Contents/Home)
  for home in "${candidates[@]}"; do
    if [[ -x $home/bin/javac && $(java_version "$home") -ge $OLDEST_JAVA ]]; then
      echo "$home"
      return
    fi
  done
  return 1
}

# Whether a jar is missing or older than what it is made of.
needs_build() {
  local jar
  for jar in "${JARS[@]}"; do
    [[ -f $jar ]] || return 0
    [[ -z $(find pom.xml ./*/pom.xml ./*/src/main -newer "$jar" -type f -print -quit) ]] || return 0
  done
  return 1
}

# The directories that the jars are in, with commas.
modules() {
  local IFS=,
  echo "${JARS[*]%%/*}"
}

build() {
  command -v mvn >/dev/null || fail "There is no mvn on the PATH. Install Maven (apt-get install maven)."
  echo "Building dbstream …"
  # Maven runs on the Java it is used to, if there is one; it finds the newer JDK by itself.
  if [[ -z ${JAVA_HOME-} ]] && ! command -v java >/dev/null; then
    export JAVA_HOME=$1
  fi
  mvn -q -B -DskipTests -pl "$(modules)" -am package || fail "The build failed."
  # A jar that Maven found no reason to write again is as good as new.
  touch -c "${JARS[@]}"
}

# Sets jdk; then all jars are there.
prepare() {
  jdk=$(find_jdk) || fail "There is no JDK $OLDEST_JAVA or later: install one (apt-get install openjdk-$OLDEST_JAVA-jdk) or set JAVA_HOME."
  if needs_build; then
    build "$jdk"
  fi
}
