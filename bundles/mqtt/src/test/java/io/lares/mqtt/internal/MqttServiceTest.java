package io.lares.mqtt.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.lares.mqtt.MqttSettings;
import io.lares.mqtt.testing.MosquittoProcess;
import io.lares.store.Settings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MqttServiceTest {
  @TempDir Path folder;
  private final Settings settings = new InMemory();

  private static final class InMemory implements Settings {
    private final Map<String, String> rows = new ConcurrentSkipListMap<>();

    @Override
    public Optional<String> get(String key) {
      return Optional.ofNullable(rows.get(key));
    }

    @Override
    public void put(String key, String value) {
      rows.put(key, value);
    }

    @Override
    public void remove(String key) {
      rows.remove(key);
    }

    @Override
    public Map<String, String> startingWith(String prefix) {
      var found = new TreeMap<>(rows);
      found.keySet().removeIf(key -> !key.startsWith(prefix));
      return found;
    }
  }

  private MqttService service(MqttSettings wanted) {
    var service = new MqttService(settings, folder.resolve("mqtt"), Limits.DEFAULT);
    service.apply(wanted);
    return service;
  }

  private static MqttSettings.BuiltIn local(int port) {
    return new MqttSettings.BuiltIn(port, false, "", null);
  }

  private static void run(String... command) throws Exception {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).describedAs(output).isZero();
  }

  @Test
  void theBrokerInsideKeepsRetainedMessagesOverARestart() throws Exception {
    try (var hub = service(local(0))) {
      await().until(() -> hub.status().connected());
      hub.publish("lamp/1", "on".getBytes(UTF_8), 1, true)
          .toCompletableFuture()
          .get(10, TimeUnit.SECONDS);
    }
    try (var hub = service(local(0))) {
      var heard = new Recorder();
      hub.subscribe("lamp/#", 1, heard);
      await().untilAsserted(() -> assertThat(heard.texts()).containsExactly("on"));
      assertThat(hub.status().problem()).isEmpty();
    }
  }

  @Test
  void aTakenPortIsSaidAndAnotherTaken() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        var hub = service(local(taken.getLocalPort()))) {
      await().until(() -> hub.status().connected());
      assertThat(hub.status().problem()).contains("Port " + taken.getLocalPort() + " is taken");
    }
  }

  @Test
  void aWrongPasswordSaysWhatToDoAndTheRightOneConnects() throws Exception {
    var users = folder.resolve("users");
    run(MosquittoProcess.program("mosquitto_passwd"), "-c", "-b", users.toString(), "hub", "right");
    try (var broker = MosquittoProcess.start("password_file " + users);
        var hub = service(new MqttSettings.External(broker.uri(), "hub", "wrong", ""))) {
      await()
          .untilAsserted(() ->
              assertThat(hub.status().problem()).contains("does not accept the user and password"));
      hub.apply(new MqttSettings.External(broker.uri(), "hub", "right", ""));
      await().until(() -> hub.status().connected());
      hub.apply(new MqttSettings.External(broker.uri(), "hub", null, ""));
      await().until(() -> hub.status().connected());
      assertThat(hub.settings())
          .isEqualTo(new MqttSettings.External(broker.uri(), "hub", null, ""));
    }
  }

  @Test
  void anEncryptedConnectionNeedsTheAuthorityAndTheRightName() throws Exception {
    var ca = folder.resolve("ca.pem").toString();
    var caKey = folder.resolve("ca.key").toString();
    var request = folder.resolve("server.csr").toString();
    var key = folder.resolve("server.key").toString();
    var certificate = folder.resolve("server.pem").toString();
    var names = Files.writeString(folder.resolve("names"), "subjectAltName=DNS:localhost\n");
    var openssl = MosquittoProcess.program("openssl");
    run(
        openssl,
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=Home",
        "-keyout",
        caKey,
        "-out",
        ca);
    run(
        openssl,
        "req",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=localhost",
        "-keyout",
        key,
        "-out",
        request);
    run(
        openssl,
        "x509",
        "-req",
        "-in",
        request,
        "-CA",
        ca,
        "-CAkey",
        caKey,
        "-CAcreateserial",
        "-days",
        "2",
        "-extfile",
        names.toString(),
        "-out",
        certificate);
    var pem = Files.readString(Path.of(ca));
    try (var broker =
            MosquittoProcess.start(
                "allow_anonymous true", "certfile " + certificate, "keyfile " + key);
        var hub =
            service(new MqttSettings.External("ssl://localhost:" + broker.port(), "", "", ""))) {
      await().untilAsserted(() -> assertThat(hub.status().problem()).contains("not signed by an"));
      hub.apply(new MqttSettings.External("ssl://127.0.0.1:" + broker.port(), "", "", pem));
      await()
          .untilAsserted(
              () -> assertThat(hub.status().problem()).contains("not for the name 127.0.0.1"));
      hub.apply(new MqttSettings.External("ssl://localhost:" + broker.port(), "", "", pem));
      await().until(() -> hub.status().connected());
    }
  }

  @Test
  void settingsThatMakeNoSenseAreRefusedInWords() {
    try (var hub = service(local(0))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> hub.apply(new MqttSettings.External("http://x", "", "", "")))
          .withMessageContaining("tcp://host:1883");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> hub.apply(new MqttSettings.External("ssl://x", "", "", "nonsense")))
          .withMessageContaining("BEGIN CERTIFICATE");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> hub.apply(new MqttSettings.BuiltIn(1883, true, "", null)))
          .withMessageContaining("user name");
    }
  }

  @Test
  void anOpenBrokerNeedsAPasswordThatSomebodyChose() {
    try (var hub = service(local(0))) {
      for (var password : new String[] {null, "", "1234567"}) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> hub.apply(new MqttSettings.BuiltIn(0, true, "devices", password)))
            .withMessageContaining("choose a password of at least 8 characters");
      }
      assertThat(hub.settings()).isEqualTo(local(0));
      hub.apply(new MqttSettings.BuiltIn(0, true, "devices", "12345678"));
      // The present one is good enough.
      hub.apply(new MqttSettings.BuiltIn(0, true, "things", null));
      assertThat(hub.settings()).isEqualTo(new MqttSettings.BuiltIn(0, true, "things", null));
    }
  }

  @Test
  void anOpenBrokerLetsNobodyInWithoutThePassword() throws Exception {
    try (var hub = service(new MqttSettings.BuiltIn(0, true, "devices", "chosen by me"))) {
      await().until(() -> hub.status().connected());
      var uri = hub.status().broker();
      try (var stranger =
          new MqttService(new InMemory(), folder.resolve("other"), Limits.DEFAULT)) {
        stranger.apply(new MqttSettings.External(uri, "devices", "guess", ""));
        await()
            .untilAsserted(
                () -> assertThat(stranger.status().problem()).contains("user and password"));
        stranger.apply(new MqttSettings.External(uri, "devices", "chosen by me", ""));
        await().until(() -> stranger.status().connected());
      }
    }
  }
}
