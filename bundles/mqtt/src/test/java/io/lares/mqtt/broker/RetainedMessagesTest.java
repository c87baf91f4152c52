package io.lares.mqtt.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetainedMessagesTest {
  private static final int MAX_MESSAGES = 100;
  private static final long MAX_BYTES = 1 << 20;

  @TempDir Path folder;
  private Path file;
  private Path aside;

  @BeforeEach
  void files() {
    file = folder.resolve("retained");
    aside = folder.resolve("retained.damaged");
  }

  private RetainedMessages open() {
    return new RetainedMessages(folder, MAX_MESSAGES, MAX_BYTES);
  }

  private static Publication message(String topic, String text) {
    return new Publication(topic, text.getBytes(UTF_8), 1, true, Properties.NONE, Long.MAX_VALUE);
  }

  private static List<String> all(RetainedMessages messages) {
    var found = new ArrayList<String>();
    messages.matching("#", message -> found.add(message.topic() + "=" + text(message)));
    return found;
  }

  private static String text(Publication message) {
    return new String(message.payload(), UTF_8);
  }

  private void write(String... texts) {
    try (var messages = open()) {
      for (var text : texts) {
        messages.put(message(text, text));
      }
    }
  }

  @Test
  void theLastMessageOfEachTopicSurvives() {
    write("a", "b", "c");
    try (var messages = open()) {
      messages.put(message("b", "new"));
      messages.put(message("c", ""));
    }
    try (var messages = open()) {
      assertThat(all(messages)).containsExactly("a=a", "b=new");
    }
    assertThat(aside).doesNotExist();
  }

  @Test
  void whatStoodBeforeATearCountsAndTheFileIsKeptAside() throws Exception {
    write("a", "b", "c");
    var whole = Files.readAllBytes(file);
    for (int length = whole.length - 1; length >= 0; length--) {
      Files.deleteIfExists(aside);
      Files.write(file, Arrays.copyOf(whole, length));
      try (var messages = open()) {
        assertThat(List.of("a=a", "b=b", "c=c"))
            .describedAs("%d", length)
            .containsAll(all(messages));
        assertThat(messages.put(message("d", "d"))).isTrue();
      }
      try (var messages = open()) {
        assertThat(all(messages)).endsWith("d=d");
      }
    }
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    try (var messages = open()) {
      assertThat(all(messages)).containsExactly("a=a", "b=b");
    }
    assertThat(aside).hasBinaryContent(Arrays.copyOf(whole, whole.length - 1));
  }

  @Test
  void aFlippedBitAnywhereLosesOnlyWhatComesAfterIt() throws Exception {
    write("a", "b", "c");
    var whole = Files.readAllBytes(file);
    for (int bit = 0; bit < whole.length * 8; bit += 3) {
      var damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, damaged);
      try (var messages = open()) {
        assertThat(List.of("a=a", "b=b", "c=c"))
            .describedAs("bit %d", bit)
            .containsAll(all(messages));
        assertThat(all(messages)).hasSizeLessThan(3);
      }
      assertThat(aside).hasBinaryContent(damaged);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "SQLite format 3", "a text of somebody's"})
  void aForeignFileIsKeptAside(String content) throws Exception {
    Files.writeString(file, content);
    try (var messages = open()) {
      assertThat(all(messages)).isEmpty();
    }
    assertThat(aside).hasContent(content);
    write("a");
    try (var messages = open()) {
      assertThat(all(messages)).containsExactly("a=a");
    }
  }

  @Test
  void randomBytesNeverStopIt() throws Exception {
    var random = new Random(11);
    write("a");
    var head = Files.readAllBytes(file);
    for (int i = 0; i < 500; i++) {
      var bytes = new ByteArrayOutputStream();
      bytes.write(head, 0, random.nextInt(head.length + 1));
      var more = new byte[random.nextInt(300)];
      random.nextBytes(more);
      bytes.write(more);
      Files.write(file, bytes.toByteArray());
      try (var messages = open()) {
        assertThat(all(messages)).isSubsetOf("a=a");
      }
    }
  }

  /** A record with a right checksum around wrong content. */
  @Test
  void aRecordThatMakesNoSenseEndsWhatIsRead() throws Exception {
    write("a");
    var record = new Output(64).text("b").u8(1).u32(0).u32(0).u32(0xffff_fff0L).toBytes();
    var crc = new CRC32();
    crc.update(record);
    var bytes = new Output(64).u32(record.length).u32(crc.getValue()).bytes(record).toBytes();
    Files.write(file, bytes, StandardOpenOption.APPEND);
    try (var messages = open()) {
      assertThat(all(messages)).containsExactly("a=a");
    }
    assertThat(aside).exists();
  }

  @Test
  void aFileThatHoldsTooMuchIsCutToTheLimitAndKeptAside() throws Exception {
    try (var big = new RetainedMessages(folder, 1_000, 64 << 20)) {
      for (int i = 0; i < 300; i++) {
        big.put(message("t/" + i, "x".repeat(50_000)));
      }
    }
    long size = Files.size(file);
    try (var messages = open()) {
      assertThat(messages.size()).isBetween(1, MAX_MESSAGES);
    }
    assertThat(aside).hasSize(size);
    assertThat(file).isRegularFile();
    assertThat(Files.size(file)).isLessThan(2 * MAX_BYTES);
  }

  @Test
  void aFolderInItsPlaceIsMovedAside() throws IOException {
    Files.createDirectories(file.resolve("something"));
    write("a");
    try (var messages = open()) {
      assertThat(all(messages)).containsExactly("a=a");
    }
  }

  @Test
  void withoutAPlaceToWriteItKeepsThemInMemory() throws IOException {
    var noFolder = Files.writeString(folder.resolve("file"), "x");
    try (var messages = new RetainedMessages(noFolder, MAX_MESSAGES, MAX_BYTES)) {
      assertThat(messages.put(message("a", "a"))).isTrue();
      assertThat(all(messages)).containsExactly("a=a");
    }
  }
}
