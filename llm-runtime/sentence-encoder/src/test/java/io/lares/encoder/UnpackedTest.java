package io.lares.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedTest {
  private static final String RESOURCE = ModelSpec.CHINESE.tokenizer();

  @TempDir Path folder;

  @Test
  void aResourceBecomesAFile() throws Exception {
    Path file = new Unpacked(folder.resolve("new")).file(RESOURCE);
    assertThat(file).isAbsolute().hasBinaryContent(content());
    assertThat(files(folder.resolve("new"))).containsExactly(file);
  }

  @Test
  void aFileThatIsThereIsLeftAlone() throws Exception {
    Unpacked unpacked = new Unpacked(folder);
    FileTime before = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(unpacked.file(RESOURCE), before);
    assertThat(Files.getLastModifiedTime(unpacked.file(RESOURCE))).isEqualTo(before);
  }

  @Test
  void aTruncatedFileIsReplaced() throws Exception {
    Unpacked unpacked = new Unpacked(folder);
    Files.write(unpacked.file(RESOURCE), new byte[] {1, 2, 3});
    assertThat(unpacked.file(RESOURCE)).hasBinaryContent(content());
  }

  @Test
  void whatIsDiscardedIsUnpackedAnew() throws Exception {
    Unpacked unpacked = new Unpacked(folder);
    Files.write(unpacked.file(RESOURCE), new byte[content().length]);
    unpacked.discard();
    assertThat(unpacked.file(RESOURCE)).hasBinaryContent(content());
  }

  @Test
  void aResourceThatIsNotThereIsNamed() {
    assertThatExceptionOfType(FileNotFoundException.class)
        .isThrownBy(() -> new Unpacked(folder).file("/no.such"))
        .withMessage("/no.such");
  }

  private static byte[] content() throws IOException {
    try (InputStream in = UnpackedTest.class.getResourceAsStream(RESOURCE)) {
      return in.readAllBytes();
    }
  }

  private static Stream<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList().stream();
    }
  }
}
