package io.lares.mqtt.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The broker with Mosquitto's clients, which speak MQTT 3.1.1 and 5. */
class BrokerPeersTest {
  private static final String V3 = "311";
  private static final String V5 = "5";

  @TempDir Path folder;

  /** A subscriber that the broker knows: it has heard a retained message. */
  private static MosquittoClient listen(Broker broker, String version, String... arguments)
      throws Exception {
    var ready = "ready/" + UUID.randomUUID();
    publish(broker, version, "-t", ready, "-m", "yes", "-r", "-q", "1");
    var all = new ArrayList<>(List.of("-V", version, "-F", "%t %q %r %p", "-t", ready));
    all.addAll(List.of(arguments));
    var client = MosquittoClient.subscribe(broker, all.toArray(new String[0]));
    await().until(() -> client.lines().stream().anyMatch(line -> line.startsWith("ready/")));
    client.lines().removeIf(line -> line.startsWith("ready/"));
    return client;
  }

  private static void publish(Broker broker, String version, String... arguments) throws Exception {
    var all = Stream.concat(Stream.of("-V", version), Stream.of(arguments));
    var ended = MosquittoClient.publish(broker, all.toArray(String[]::new));
    assertThat(ended.code()).describedAs(ended.text()).isZero();
  }

  private static List<String> numbers(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "311,311,0",
    "311,311,1",
    "311,311,2",
    "5,5,0",
    "5,5,1",
    "5,5,2",
    "311,5,2",
    "5,311,2"
  })
  void messagesArriveOnceAndInOrder(String from, String to, String qos) throws Exception {
    try (var broker = TestBroker.open(folder);
        var client = listen(broker, to, "-t", "count", "-q", qos)) {
      var ended =
          MosquittoClient.publishLines(
              broker, numbers("", 500), "-V", from, "-t", "count", "-q", qos);
      assertThat(ended.code()).describedAs(ended.text()).isZero();
      await()
          .untilAsserted(
              () -> assertThat(client.lines()).isEqualTo(numbers("count " + qos + " 0 ", 500)));
    }
  }

  @ParameterizedTest
  @CsvSource({"311,0,2,0", "311,2,1,1", "5,1,0,0", "5,1,2,1"})
  void theLowerQosOfTheTwoCounts(String version, String sent, String wanted, String heard)
      throws Exception {
    try (var broker = TestBroker.open(folder);
        var client = listen(broker, version, "-t", "a", "-q", wanted)) {
      publish(broker, version, "-t", "a", "-m", "x", "-q", sent);
      await()
          .untilAsserted(() -> assertThat(client.lines()).containsExactly("a " + heard + " 0 x"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {V3, V5})
  void retainedMessagesWaitForLaterSubscribersUntilTheyAreCleared(String version) throws Exception {
    try (var broker = TestBroker.open(folder)) {
      publish(broker, version, "-t", "lamp/1/state", "-m", "on", "-r", "-q", "1");
      publish(broker, version, "-t", "lamp/2/state", "-m", "off", "-r", "-q", "1");
      publish(broker, version, "-t", "lamp/2/state", "-n", "-r", "-q", "1");
      try (var client = listen(broker, version, "-t", "lamp/#", "-q", "1")) {
        publish(broker, version, "-t", "lamp/1/state", "-m", "dim", "-r", "-q", "1");
        await()
            .untilAsserted(() ->
                assertThat(client.lines())
                    .containsExactly("lamp/1/state 1 1 on", "lamp/1/state 1 0 dim"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {V3, V5})
  void wildcardsReachWhatTheySpeakOf(String version) throws Exception {
    try (var broker = TestBroker.open(folder);
        var one = listen(broker, version, "-t", "home/+/light");
        var all = listen(broker, version, "-t", "home/#")) {
      for (var topic : List.of("home", "home/a/light", "home/a/b/light", "homes/a/light")) {
        publish(broker, version, "-t", topic, "-m", "x");
      }
      publish(broker, version, "-t", "home/end/light", "-m", "x");
      await()
          .untilAsserted(() ->
              assertThat(one.lines())
                  .containsExactly("home/a/light 0 0 x", "home/end/light 0 0 x"));
      await()
          .untilAsserted(() ->
              assertThat(all.lines())
                  .containsExactly(
                      "home 0 0 x",
                      "home/a/light 0 0 x",
                      "home/a/b/light 0 0 x",
                      "home/end/light 0 0 x"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {V3, V5})
  void aWillIsSentForAClientThatDropsAndNotForOneThatLeaves(String version) throws Exception {
    try (var broker = TestBroker.open(folder);
        var client = listen(broker, version, "-t", "will/#", "-q", "1")) {
      // It has heard what it wanted after one message.
      try (var leaving = withWill(broker, version, "will/leaving", "-C", "1");
          var dropping = withWill(broker, version, "will/dropping", "-k", "60")) {
        leaving.awaitEnd();
        dropping.kill();
        await()
            .untilAsserted(
                () -> assertThat(client.lines()).containsExactly("will/dropping 1 0 gone"));
      }
      try (var late = listen(broker, version, "-t", "will/#", "-q", "1")) {
        publish(broker, version, "-t", "will/end", "-m", "x");
        await()
            .untilAsserted(() ->
                assertThat(late.lines())
                    .containsExactly("will/dropping 1 1 gone", "will/end 0 0 x"));
      }
    }
  }

  private static MosquittoClient withWill(
      Broker broker, String version, String topic, String option, String value) throws Exception {
    return listen(
        broker,
        version,
        option,
        value,
        "--will-topic",
        topic,
        "--will-payload",
        "gone",
        "--will-qos",
        "1",
        "--will-retain");
  }

  @ParameterizedTest
  @CsvSource({"311,1", "311,2", "5,1", "5,2"})
  void aClientThatComesBackGetsWhatItMissed(String version, String qos) throws Exception {
    var session =
        new String[] {
          "-t", "count", "-q", qos, "-i", "sleeper", "-c", version.equals(V5) ? "-x" : "-k", "3600"
        };
    try (var broker = TestBroker.open(folder)) {
      try (var before = listen(broker, version, session)) {
        before.leave();
      }
      var ended =
          MosquittoClient.publishLines(
              broker, numbers("", 200), "-V", version, "-t", "count", "-q", qos);
      assertThat(ended.code()).describedAs(ended.text()).isZero();
      try (var after = listen(broker, version, session)) {
        await()
            .untilAsserted(
                () -> assertThat(after.lines()).isEqualTo(numbers("count " + qos + " 0 ", 200)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {V3, V5})
  void aCleanClientStartsAnew(String version) throws Exception {
    try (var broker = TestBroker.open(folder)) {
      try (var before = listen(broker, version, "-t", "count", "-q", "1", "-i", "clean")) {
        before.leave();
      }
      publish(broker, version, "-t", "count", "-m", "missed", "-q", "1");
      try (var after = listen(broker, version, "-t", "count", "-q", "1", "-i", "clean")) {
        publish(broker, version, "-t", "count", "-m", "heard", "-q", "1");
        await().untilAsserted(() -> assertThat(after.lines()).containsExactly("count 1 0 heard"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"311,0", "311,2", "5,1"})
  void aMegabyteArrivesWhole(String version, String qos) throws Exception {
    var bytes = new byte[1_000_000];
    new Random(7).nextBytes(bytes);
    var file = Files.write(folder.resolve("sent"), bytes);
    try (var broker = TestBroker.open(folder.resolve("broker"));
        var client = listen(broker, version, "-t", "big", "-q", qos, "-F", "%t %l %x")) {
      publish(broker, version, "-t", "big", "-f", file.toString(), "-q", qos);
      var hex = HexFormat.of().formatHex(bytes);
      await().until(() -> client.lines().equals(List.of("big 1000000 " + hex)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {V3, V5})
  void aMessageOverTheLimitIsNotTakenAndOthersGoOn(String version) throws Exception {
    var file = Files.write(folder.resolve("sent"), new byte[3_000_000]);
    try (var broker = TestBroker.open(folder.resolve("broker"));
        var client = listen(broker, version, "-t", "big", "-q", "1")) {
      MosquittoClient.publish(broker, "-V", version, "-t", "big", "-f", file.toString(), "-q", "1");
      publish(broker, version, "-t", "big", "-m", "small", "-q", "1");
      await().untilAsserted(() -> assertThat(client.lines()).containsExactly("big 1 0 small"));
    }
  }

  @ParameterizedTest
  @CsvSource({"311,wrong", "311,", "5,wrong", "5,"})
  void aWrongOrMissingPasswordIsRefused(String version, String password) throws Exception {
    try (var broker = TestBroker.locked(folder)) {
      var login =
          password == null ? new String[] {} : new String[] {"-u", TestBroker.USER, "-P", password};
      var arguments =
          Stream.concat(Stream.of("-V", version, "-t", "a", "-m", "x"), Stream.of(login));
      var ended = MosquittoClient.publish(broker, arguments.toArray(String[]::new));
      assertThat(ended.code()).describedAs(ended.text()).isNotZero();
      assertThat(ended.text()).containsIgnoringCase("bad user");
      publish(
          broker, version, "-t", "a", "-m", "x", "-u", TestBroker.USER, "-P", TestBroker.PASSWORD);
    }
  }

  @Test
  void propertiesGoAlongWithAMessage() throws Exception {
    try (var broker = TestBroker.open(folder);
        var client =
            listen(
                broker,
                V5,
                "-t",
                "a",
                "-F",
                "%t %p type=%C reply=%R data=%D user=%P expiry=%E id=%S",
                "-D",
                "subscribe",
                "subscription-identifier",
                "77")) {
      publish(
          broker,
          V5,
          "-t",
          "a",
          "-m",
          "x",
          "-D",
          "publish",
          "content-type",
          "text/plain",
          "-D",
          "publish",
          "response-topic",
          "answers",
          "-D",
          "publish",
          "correlation-data",
          "c1",
          "-D",
          "publish",
          "user-property",
          "colour",
          "red",
          "-D",
          "publish",
          "message-expiry-interval",
          "3600");
      await()
          .untilAsserted(() ->
              assertThat(client.lines())
                  .singleElement()
                  .asString()
                  .matches(
                      "a x type=text/plain reply=answers data=c1 user=colour:red"
                          + " expiry=3(600|599) id=77"));
    }
  }

  @Test
  void aClientOfTheVeryOldProtocolIsToldSo() throws Exception {
    try (var broker = TestBroker.open(folder)) {
      var ended = MosquittoClient.publish(broker, "-V", "31", "-t", "a", "-m", "x");
      assertThat(ended.code()).isNotZero();
      assertThat(ended.text()).contains("unacceptable protocol version");
    }
  }
}
