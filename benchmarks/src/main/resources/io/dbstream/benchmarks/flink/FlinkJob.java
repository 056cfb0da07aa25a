import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;

/**
 * A job of Flink and its whole cluster, in this JVM. The directory in which it runs holds the settings, in {@code config.yaml}, and the
 * statements, in {@code job.sql}, with empty lines between them.
 */
final class FlinkJob {
    private FlinkJob() {}

    public static void main(String[] arguments) throws Exception {
        var settings = EnvironmentSettings.newInstance()
                .withConfiguration(GlobalConfiguration.loadConfiguration("."))
                .build();
        var tables = TableEnvironment.create(settings);
        for (String statement : Files.readString(Path.of("job.sql")).split("\n\n")) {
            tables.executeSql(statement).await();
        }
    }
}
