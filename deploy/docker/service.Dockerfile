# One of the three services, from the jar that `mvn package` built:
#   docker build -f deploy/docker/service.Dockerfile --build-arg SERVICE=api-server --build-arg PORT=8020 .

# Jars beside each other instead of within one another: only of those can a JVM keep what it has made of their classes.
FROM eclipse-temurin:21-jre AS extracted
ARG SERVICE
COPY ${SERVICE}/target/${SERVICE}.jar /service.jar
RUN java -Djarmode=tools -jar /service.jar extract --destination /app

FROM eclipse-temurin:21-jre

ARG PORT

RUN useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin dbstream
COPY --from=extracted /app /app
WORKDIR /app

# Starts once, up to where it would serve, and keeps its classes as the JVM has them: the next start takes about half as long.
RUN java -XX:+UseSerialGC -XX:ArchiveClassesAtExit=service.jsa -Xlog:cds=off -Xlog:cds+dynamic=off -Dspring.context.exit=onRefresh -jar service.jar

# Inside a container the service listens on every address; what is published, and where, is for whoever runs it to say.
ENV SERVER_ADDRESS=0.0.0.0 \
    SERVER_PORT=${PORT}
EXPOSE ${PORT}
USER 10001:10001

# Temurin's images of Java 21 hold curl; those from Java 22 on do not.
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=6 \
    CMD curl --fail --silent --show-error "http://127.0.0.1:${SERVER_PORT}/actuator/health"

# The heap is a share of the container's memory; for a small one the serial collector takes the least of the processors. A service that is out
# of memory ends, and its successor goes on where it was.
ENTRYPOINT ["java", "-XX:SharedArchiveFile=service.jsa", "-XX:MaxRAMPercentage=60", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-jar", "service.jar"]
