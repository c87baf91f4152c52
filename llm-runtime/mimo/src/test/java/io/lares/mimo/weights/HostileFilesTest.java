package io.lares.mimo.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lares.tinymimo.Checkpoint;
import io.lares.tinymimo.Quant;
import io.lares.tinymimo.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that lies is refused in plain words, quickly and without eating memory. */
class HostileFilesTest {
  private static final Shape SMALL = new Shape(32, 1, 1, 1, 32, 32, 512, 1, false);
  private static final int TRIES = Integer.getInteger("lares.fuzz", 2000);

  @TempDir static Path shared;
  @TempDir Path folder;
  private static byte[] gguf;
  private static byte[] safetensors;

  @BeforeAll
  static void make() throws Exception {
    Checkpoint checkpoint = new Checkpoint(SMALL, 2);
    checkpoint.gguf(shared.resolve("small.gguf"), Quant.Q4_0);
    gguf = Files.readAllBytes(shared.resolve("small.gguf"));
    checkpoint.huggingFace(shared.resolve("small"), 1);
    safetensors = Files.readAllBytes(shared.resolve("small/model.safetensors"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "general.architecture  | 12 | llama | The file's architecture is 'llama'",
        "qwen2.embedding_length | 4 | 0     | its hidden size is 0",
        "qwen2.embedding_length | 4 | 64    | must have 512 x 64",
        "qwen2.block_count      | 4 | -1    | its entry qwen2.block_count is 4294967295",
        "qwen2.block_count      | 4 | 9999  | its number of layers is 9999",
        "qwen2.block_count      | 4 | 2     | The model lacks the tensor blk.1.attn_norm.weight",
        "qwen2.attention.head_count | 4 | 0 | its number of heads is 0",
        "general.alignment      | 4 | 3     | its alignment is 3",
        "general.alignment      | 4 | 0     | its alignment is 0",
        "tokenizer.ggml.model   | 12 | bert | The file's tokenizer is 'bert'"
      })
  void wrongMetadata(String key, int skip, String value, String message) throws Exception {
    byte[] file = gguf.clone();
    int at = indexOf(file, key) + key.length() + skip;
    if (skip == 12) {
      byte[] text = Arrays.copyOf(value.getBytes(StandardCharsets.UTF_8), value.length());
      System.arraycopy(text, 0, file, at, text.length);
      buffer(file).putLong(at - 8, text.length);
      file = splice(file, at + text.length, at + lengthOfText(gguf, at));
    } else {
      buffer(file).putInt(at, Integer.parseInt(value));
    }
    refused(file, message);
  }

  private static int lengthOfText(byte[] file, int at) {
    return (int) buffer(file).getLong(at - 8);
  }

  private static byte[] splice(byte[] file, int from, int to) {
    ByteBuffer out = ByteBuffer.allocate(file.length - (to - from));
    return out.put(file, 0, from).put(file, to, file.length - to).array();
  }

  @Test
  void countsAndLengthsThatLie() throws Exception {
    refused(with(file -> file.putInt(0, 1)), "is no GGUF file");
    refused(with(file -> file.putInt(4, 0x03000000)), "is GGUF of version 50331648");
    refused(with(file -> file.putInt(4, 1)), "is GGUF of version 1; 2 and 3 can be read");
    refused(with(file -> file.putLong(8, -1)), "it says that it has 18446744073709551615 tensors");
    refused(with(file -> file.putLong(8, 1L << 40)), "it says that it has 1099511627776 tensors");
    refused(with(file -> file.putLong(16, 1L << 50)), "entries of metadata");
    refused(with(file -> file.putLong(24, Long.MAX_VALUE)), "a text of it would have");
    int tokens = indexOf(gguf, "tokenizer.ggml.tokens") + "tokenizer.ggml.tokens".length() + 8;
    refused(with(file -> file.putLong(tokens, 1L << 60)), "items in a list");
    refused(with(file -> file.putLong(tokens, 1 << 23)), "damaged");
  }

  @Test
  void aPartOfAModelIsNoModel() throws Exception {
    ByteBuffer file = ByteBuffer.allocate(106).order(ByteOrder.LITTLE_ENDIAN);
    file.put("GGUF".getBytes(StandardCharsets.UTF_8)).putInt(3).putLong(0).putLong(2);
    put("general.architecture", file).putInt(8);
    put("qwen2", file);
    put("split.count", file).putInt(2).putShort((short) 2);
    refused(file.array(), "The file is one of several parts: join them first");
  }

  private static ByteBuffer put(String text, ByteBuffer file) {
    return file.putLong(text.length()).put(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void placesAndSizesOfTensorsThatLie() throws Exception {
    String name = "blk.0.attn_q.weight";
    int entry = indexOf(gguf, name) + name.length();
    refused(with(file -> file.putInt(entry, 77)), "has 77 dimensions");
    refused(with(file -> file.putLong(entry + 4, 0)), "has a dimension of 0");
    refused(with(file -> file.putLong(entry + 4, -32)), "has a dimension of 18446744073709551584");
    refused(with(file -> file.putLong(entry + 12, 1L << 62)), "has a dimension of");
    refused(with(file -> file.putLong(entry + 12, Integer.MAX_VALUE)), "would end at byte");
    refused(with(file -> file.putLong(entry + 4, 33)), "no whole blocks");
    refused(with(file -> file.putLong(entry + 12, 31)), "must have 32 x 32");
    refused(with(file -> file.putInt(entry + 20, 23)), "quantised in a way (23)");
    refused(with(file -> file.putLong(entry + 24, -32)), "would start at");
    refused(with(file -> file.putLong(entry + 24, 7)), "would start at 7");
    refused(with(file -> file.putLong(entry + 24, 1L << 50)), "would start at");
    refused(with(file -> file.putLong(entry + 24, 0)), "lies over another");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 23, 24, 100, 1000, 10_000})
  void filesThatEndEarly(int length) throws Exception {
    refused(Arrays.copyOf(gguf, length), "");
    refusedFolder(Arrays.copyOf(safetensors, length), "");
    refused(Arrays.copyOf(gguf, gguf.length - 1 - length), "");
    refusedFolder(Arrays.copyOf(safetensors, safetensors.length - 1 - length), "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9999999999999999 | {}                                                  | its header would have",
        "-1 | {}                                                                | its header would have 18446744073709551615",
        "0  | []                                                                | is no JSON object",
        "0  | {'a':                                                             | is no valid JSON",
        "0  | {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'a':{}}     | is no valid JSON: Duplicate",
        "0  | {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,99]}}           | would lie from byte 0 to 99 of 8",
        "0  | {'a':{'dtype':'F32','shape':[1],'data_offsets':[-4,0]}}           | would lie from byte -4",
        "0  | {'a':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}}            | would lie from byte 4 to 0",
        "0  | {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,1e99]}}         | has no place",
        "0  | {'a':{'dtype':'F32','shape':[1],'data_offsets':'0,4'}}            | has no place",
        "0  | {'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}}            | of 3 x 1 F32 has 8 bytes",
        "0  | {'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}}           | has the dimension -2",
        "0  | {'a':{'dtype':'F32','shape':[65536,65536],'data_offsets':[0,0]}}  | has 0 bytes",
        "0  | {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F16','shape':[1],'data_offsets':[6,8]}} | lies over another",
        "0  | {'a':{'dtype':'I64','shape':[1],'data_offsets':[0,8]}}            | The model lacks the tensor model.embed_tokens.weight"
      })
  void headersOfSafetensorsThatLie(long length, String header, String message) throws Exception {
    byte[] text = header.strip().replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    ByteBuffer file = ByteBuffer.allocate(16 + text.length).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(length == 0 ? text.length : length).put(text);
    refusedFolder(file.array(), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"MiMoForCausalLM\" | \"LlamaForCausalLM\" | The model's architecture is 'LlamaForCausalLM'",
        "\"hidden_size\":32  | \"hidden_size\":-32  | its hidden size is -32",
        "\"hidden_size\":32  | \"hidden_size\":1e9  | config.json says hidden_size",
        "\"hidden_size\":32  | \"hidden_size\":31   | must have 512 x 31",
        "\"silu\"            | \"gelu\"             | The activation gelu is not supported",
        "\"use_sliding_window\":false | \"use_sliding_window\":true | sliding windows",
        "\"rope_theta\":640000 | \"rope_scaling\":{\"type\":\"yarn\"} | scaled rotary embeddings"
      })
  void configurationsThatCanNotBeRun(String from, String to, String message) throws Exception {
    Path copy = copyOfFolder();
    String config = Files.readString(copy.resolve("config.json"));
    assertThat(config).contains(from);
    Files.writeString(copy.resolve("config.json"), config.replace(from, to));
    refused(copy, message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../secret.safetensors", "/etc/passwd", "", ".safetensors", "a/b.safetensors"})
  void anIndexCanNotNameFilesElsewhere(String name) throws Exception {
    Path copy = copyOfFolder();
    Files.writeString(
        copy.resolve("model.safetensors.index.json"), "{\"weight_map\":{\"x\":\"" + name + "\"}}");
    refused(copy, "The index names a file of weights '" + name + "'");
  }

  @Test
  void whatIsMissingIsNamed() throws Exception {
    refused(folder.resolve("nowhere"), "There is no file or folder");
    Path copy = copyOfFolder();
    Files.delete(copy.resolve("tokenizer.json"));
    refused(copy, "has no tokenizer.json: download it");
    Files.writeString(
        copy.resolve("model.safetensors.index.json"),
        "{\"weight_map\":{\"x\":\"model-00001-of-00002.safetensors\"}}");
    refused(copy, "The file model-00001-of-00002.safetensors is missing");
    Files.delete(copy.resolve("config.json"));
    refused(copy, "has no config.json");
  }

  /** Changes some bytes of the headers; {@code -Dlares.fuzz=1000000} for a longer run. */
  @Test
  @Timeout(7200)
  void whateverIsChangedTheFileIsReadOrRefused() throws Exception {
    SplittableRandom random = new SplittableRandom(TRIES);
    int header = indexOf(gguf, "tokenizer.ggml.tokens");
    int places = indexOf(gguf, "token_embd.weight");
    int read = 0;
    for (int i = 0; i < TRIES; i++) {
      byte[] file = gguf.clone();
      for (int change = random.nextInt(1, 4); change > 0; change--) {
        int at = random.nextBoolean() ? random.nextInt(header) : places + random.nextInt(800);
        change(file, at, random);
      }
      read += readsOrRefuses(Files.write(folder.resolve("changed.gguf"), file)) ? 1 : 0;
    }
    Path copy = copyOfFolder();
    int end = (int) buffer(safetensors).getLong(0);
    for (int i = 0; i < TRIES / 3; i++) {
      byte[] file = safetensors.clone();
      change(file, random.nextInt(8 + end), random);
      Files.write(copy.resolve("model.safetensors"), file);
      read += readsOrRefuses(copy) ? 1 : 0;
    }
    assertThat(read).as("some changes do no harm").isPositive();
  }

  private static void change(byte[] file, int at, SplittableRandom random) {
    switch (random.nextInt(3)) {
      case 0 -> file[at] = (byte) random.nextInt();
      case 1 -> file[at] ^= (byte) (1 << random.nextInt(8));
      default ->
          buffer(file)
              .putLong(Math.min(at, file.length - 8), random.nextLong() >> random.nextInt(64));
    }
  }

  private static boolean readsOrRefuses(Path path) {
    try (ModelSource source = ModelSource.open(path)) {
      Layout.of(source, Precision.INT4);
      source.tokenizer();
      return true;
    } catch (ModelException e) {
      assertThat(e.getMessage()).isNotBlank();
      return false;
    }
  }

  /** Something to change in a file. */
  private interface Change {
    void in(ByteBuffer file);
  }

  private static byte[] with(Change change) {
    byte[] file = gguf.clone();
    change.in(buffer(file));
    return file;
  }

  private static ByteBuffer buffer(byte[] file) {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int indexOf(byte[] file, String text) {
    return new String(file, StandardCharsets.ISO_8859_1).indexOf(text);
  }

  private Path copyOfFolder() throws IOException {
    Path copy = Files.createTempDirectory(folder, "copy");
    for (String name : List.of("config.json", "tokenizer.json", "model.safetensors")) {
      Files.copy(shared.resolve("small").resolve(name), copy.resolve(name));
    }
    return copy;
  }

  private void refusedFolder(byte[] weights, String message) throws Exception {
    Path copy = copyOfFolder();
    Files.write(copy.resolve("model.safetensors"), weights);
    refused(copy, message);
  }

  private void refused(byte[] file, String message) throws Exception {
    refused(Files.write(folder.resolve("hostile.gguf"), file), message);
  }

  private void refused(Path source, String message) throws Exception {
    ModelStore store = new ModelStore(folder.resolve("store"), TokenizerCheck.NONE);
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> {
          try (ModelImport work =
              store.prepare(source, Optional.empty(), "hostile", Precision.INT4)) {
            work.run(Progress.NONE);
          }
        })
        .withMessageContaining(message);
    assertThat(store.list()).isEmpty();
  }
}
