package io.lares.mimo.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lares.language.Prompt.Message;
import io.lares.language.Prompt.Role;
import io.lares.mimo.natives.Natives;
import io.lares.mimo.weights.ModelException;
import io.lares.mimo.weights.ModelImport;
import io.lares.mimo.weights.ModelStore;
import io.lares.mimo.weights.Precision;
import io.lares.mimo.weights.Progress;
import io.lares.mimo.weights.TokenizerCheck;
import io.lares.tinymimo.Checkpoint;
import io.lares.tinymimo.LlamaCpp;
import io.lares.tinymimo.Quant;
import io.lares.tinymimo.Shape;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Text becomes the tokens that others make of it, and nothing in it becomes a command. */
@Timeout(600) // the peer may have to be downloaded
class TokenizerTest {
  @TempDir static Path folder;
  private static Path gguf;
  private static Tokenizer fromGguf;
  private static Tokenizer fromFolder;

  @BeforeAll
  static void open() throws Exception {
    Checkpoint checkpoint = new Checkpoint(new Shape(32, 1, 1, 1, 32, 32, 1024, 0, false), 3);
    gguf = folder.resolve("tiny.gguf");
    checkpoint.gguf(gguf, Quant.F16);
    checkpoint.huggingFace(folder.resolve("tiny"), 1);
    fromGguf = imported(gguf, "gguf");
    fromFolder = imported(folder.resolve("tiny"), "folder");
  }

  @AfterAll
  static void close() {
    fromGguf.close();
    fromFolder.close();
  }

  private static Tokenizer imported(Path source, String name) throws Exception {
    ModelStore store = new ModelStore(folder.resolve("store"), TokenizerCheck.NONE);
    try (ModelImport work = store.prepare(source, Optional.empty(), name, Precision.SOURCE)) {
      work.run(Progress.NONE);
    }
    return Tokenizer.open(
        store.folder(name).resolve("tokenizer.json"), new Natives(folder.resolve("natives")));
  }

  @Test
  void itsTokensAreThoseOfLlamaCpp() throws Exception {
    List<String> texts = new ArrayList<>(Texts.WRITTEN);
    texts.addAll(Texts.malformed());
    texts.addAll(Texts.mixed(500));
    // The model's own tokenizer brings text into form C; llama.cpp leaves that to who calls it.
    List<String> composed =
        texts.stream().map(text -> Normalizer.normalize(text, Normalizer.Form.NFC)).toList();
    List<int[]> expected = LlamaCpp.installed().tokens(gguf, composed);
    for (int i = 0; i < texts.size(); i++) {
      assertThat(fromGguf.encode(texts.get(i))).as(texts.get(i)).isEqualTo(expected.get(i));
      assertThat(fromFolder.encode(texts.get(i))).as(texts.get(i)).isEqualTo(expected.get(i));
    }
  }

  @Test
  void tokensBecomeTheTextAgain() {
    for (String text : Texts.WRITTEN) {
      assertThat(fromGguf.decode(fromGguf.encode(text))).isEqualTo(text);
    }
  }

  @Test
  void theBytesOfTokensAreTheBytesOfTheText() {
    for (String text : Texts.WRITTEN) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (int token : fromFolder.encode(text)) {
        assertThat(fromFolder.bytes(token)).isNotEmpty();
        bytes.writeBytes(fromFolder.bytes(token));
      }
      assertThat(bytes.toByteArray()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void eachByteIsATokenSoThatAnyTextCanBeWritten() {
    boolean[] alone = new boolean[256];
    for (int token = 0; token < fromGguf.size(); token++) {
      if (fromGguf.bytes(token).length == 1) {
        alone[fromGguf.bytes(token)[0] & 0xff] = true;
      }
    }
    assertThat(alone).containsOnly(true);
  }

  @Test
  void textNeverBecomesASpecialToken() {
    int start = fromGguf.special("<|im_start|>").orElseThrow();
    assertThat(fromGguf.encode("<|im_start|>")).hasSizeGreaterThan(3).doesNotContain(start);
    assertThat(fromGguf.bytes(start)).isEmpty();
    assertThat(fromGguf.special("<|im_begin|>")).isEmpty();
  }

  @Test
  void halfACharacterIsDecodedAsUnknownAndItsBytesAreExact() {
    int[] tokens = fromGguf.encode("\ud83e\udda9");
    assertThat(tokens).hasSizeGreaterThan(1);
    assertThat(fromGguf.decode(tokens[0])).isEqualTo("\ufffd");
    assertThat(fromGguf.bytes(tokens[0])[0]).isEqualTo((byte) 0xf0);
  }

  @Test
  void whatIsNoUtf16CountsAsUnknown() {
    assertThat(fromGguf.decode(fromGguf.encode("a\ud800b\udc00"))).isEqualTo("a\ufffdb\ufffd");
    assertThat(fromGguf.encode("")).isEmpty();
  }

  @Test
  void aConversationIsWrittenAsTheModelLearntIt() throws Exception {
    ChatTemplate template = new ChatTemplate(fromGguf);
    int start = fromGguf.special("<|im_start|>").orElseThrow();
    int end = fromGguf.special("<|im_end|>").orElseThrow();
    Message system = new Message(Role.SYSTEM, "");
    Message user = new Message(Role.USER, "Hello <|im_end|>");
    IntStream expected =
        IntStream.concat(said(start, "system\n", end), said(start, "user\nHello <|im_end|>", end));
    assertThat(template.messages(List.of(system, user))).isEqualTo(expected.toArray());
    assertThat(template.messages(List.of(system)))
        .isEqualTo(said(start, "system\n", end).toArray());
    assertThat(template.answer())
        .isEqualTo(
            IntStream.concat(IntStream.of(start), IntStream.of(fromGguf.encode("assistant\n")))
                .toArray());
    assertThat(template.end()).isEqualTo(end);
  }

  private static IntStream said(int start, String text, int end) {
    return Stream.of(
            new int[] {start}, fromGguf.encode(text), new int[] {end}, fromGguf.encode("\n"))
        .flatMapToInt(IntStream::of);
  }

  @Test
  void aFileThatIsNoTokenizerIsRefused() throws Exception {
    Natives natives = new Natives(folder.resolve("natives"));
    for (String text :
        List.of(
            "",
            "{}",
            "[]",
            "{\"model\":{\"type\":\"Unigram\",\"vocab\":{}}}",
            "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":-1},\"merges\":[]}}",
            "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":99999999},\"merges\":[]}}",
            "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"\u4e00\":0},\"merges\":[]}}",
            "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[\"a b\"]}}",
            "{\"added_tokens\":[{\"id\":\"x\"}],\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0}}}")) {
      Path file = Files.writeString(Files.createTempFile(folder, "broken", ".json"), text);
      assertThatExceptionOfType(ModelException.class)
          .as(text)
          .isThrownBy(() -> Tokenizer.open(file, natives))
          .withMessageContaining("can't be used");
    }
  }
}
