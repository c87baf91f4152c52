package io.lares.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real hub that is asked to stop, as systemd does. */
class StopTest {
  @TempDir Path folder;

  @Test
  void aHubThatIsAskedToStopLeavesCleanlyAndComesBack() throws Exception {
    RunningHub first = new RunningHub(folder);
    first.drop("lamp.jar", SampleBundle.of("lamp", "1.0.0", SampleActivator.class, "run", ""));
    first.awaitWords("lamp.jar: lamp 1.0.0 RUNNING");
    assertThat(first.stop()).isIn(0, 143);
    assertThat(first.said()).doesNotContain("did not stop");
    assertThat(integrity()).isEqualTo("ok");

    RunningHub second = new RunningHub(folder);
    try {
      second.awaitWords("lamp.jar: lamp 1.0.0 RUNNING");
      second.assertServes();
    } finally {
      second.stop();
    }
  }

  @Test
  void everyPlaceThatNamesTheAddressNamesTheRealOne() throws Exception {
    RunningHub hub = new RunningHub(folder);
    try {
      hub.assertServes();
      assertThat(hub.said()).contains("Claim this hub at " + hub.address());
      assertThat(hub.said())
          .contains("The hub's own MQTT broker listens at port ")
          .doesNotContain("listens at port 1883");
      assertThat(hub.data().resolve("address"))
          .content()
          .satisfies(address -> assertThat(hub.address()).hasToString(address.strip() + "/"));
    } finally {
      hub.stop();
    }
  }

  @Test
  void noBundleThatShipsHasAProblem() throws Exception {
    RunningHub hub = new RunningHub(folder);
    try {
      hub.drop(
          "reporter.jar",
          SampleBundle.of("reporter", "1.0.0", Reporter.class, "", ",io.lares.launcher"));
      hub.awaitWords("reporter.jar: reporter 1.0.0 RUNNING");
      hub.awaitWords("bundles with problems: []");
    } finally {
      hub.stop();
    }
  }

  private String integrity() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/lares.db"));
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("PRAGMA integrity_check")) {
      return result.getString(1);
    }
  }
}
