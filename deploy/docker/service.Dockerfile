# One of the three services, from the jar that `mvn package` built:
#   docker build -f deploy/docker/service.Dockerfile --build-arg SERVICE=api-server --build-arg PORT=8020 .
FROM eclipse-temurin:21-jre

ARG SERVICE
ARG PORT

RUN useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin dbstream
COPY ${SERVICE}/target/${SERVICE}.jar /app/service.jar

# Inside a container the service listens on every address; what is published, and where, is for whoever runs it to say.
ENV SERVER_ADDRESS=0.0.0.0 \
    SERVER_PORT=${PORT}
EXPOSE ${PORT}
USER 10001:10001
WORKDIR /app

# Temurin's images of Java 21 hold curl; those from Java 22 on do not.
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=6 \
    CMD curl --fail --silent --show-error "http://127.0.0.1:${SERVER_PORT}/actuator/health"

# The heap is a share of the container's memory. A service that is out of memory ends, and its successor goes on where it was.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-jar", "/app/service.jar"]
