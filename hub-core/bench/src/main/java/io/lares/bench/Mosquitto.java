package io.lares.bench;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's mosquitto, told not to hold small packets back. */
final class Mosquitto {
  private Mosquitto() {}

  static int start(Workplace workplace) throws IOException, InterruptedException {
    String program =
        Workplace.program("/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto");
    int port = Workplace.freePort();
    Path config = workplace.temp("mosquitto").resolve("mosquitto.conf");
    Files.writeString(
        config,
        """
        listener %d 127.0.0.1
        allow_anonymous true
        set_tcp_nodelay true
        persistence false
        max_queued_messages 0
        log_type error
        """
            .formatted(port));
    Process process =
        workplace.start("mosquitto", workplace.root(), List.of(program, "-c", config.toString()));
    for (int i = 0; i < 200 && process.isAlive(); i++) {
      try {
        new Socket("127.0.0.1", port).close();
        return port;
      } catch (IOException notYet) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    throw new IOException("mosquitto did not start:\n" + workplace.log("mosquitto"));
  }
}
