package io.lares.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.bgesmallzhv15q.BgeSmallZhV15QuantizedEmbeddingModel;
import io.lares.language.LanguageException;
import io.lares.language.LanguageException.Reason;
import io.lares.language.MeaningIndex;
import io.lares.language.SentenceVector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The models that ship, loaded and asked. */
class ModelsTest {
  @TempDir static Path folder;

  private static OnDemandEncoder english;
  private static OnDemandEncoder chinese;

  /** A model with its samples and an implementation by others. */
  enum Case {
    ENGLISH(ModelSpec.ENGLISH, Samples.ENGLISH, AllMiniLmL6V2QuantizedEmbeddingModel::new),
    CHINESE(ModelSpec.CHINESE, Samples.CHINESE, BgeSmallZhV15QuantizedEmbeddingModel::new);

    final ModelSpec spec;
    final List<Samples.Triple> samples;
    final Supplier<EmbeddingModel> reference;

    Case(ModelSpec spec, List<Samples.Triple> samples, Supplier<EmbeddingModel> reference) {
      this.spec = spec;
      this.samples = samples;
      this.reference = reference;
    }

    OnDemandEncoder encoder() {
      return this == ENGLISH ? english : chinese;
    }
  }

  @BeforeAll
  static void open() throws Exception {
    english = encoder(ModelSpec.ENGLISH);
    chinese = encoder(ModelSpec.CHINESE);
    // DJL makes ONNX Runtime's environment, which the reference then shares.
    english.encode(List.of(""));
  }

  @AfterAll
  static void close() {
    english.close();
    chinese.close();
  }

  private static OnDemandEncoder encoder(ModelSpec spec) {
    Djl djl = new Djl(folder, 1, Platform.ofThisMachine());
    return new OnDemandEncoder(
        spec,
        () -> djl.load(spec),
        new OnDemandEncoder.Patience(Duration.ofMinutes(5), Duration.ofMinutes(5)));
  }

  @ParameterizedTest
  @EnumSource
  void aParaphraseIsNearerThanAnythingElseOfTheHome(Case model) throws Exception {
    for (Samples.Triple sample : model.samples) {
      List<SentenceVector> vectors =
          model.encoder().encode(List.of(sample.text(), sample.paraphrase(), sample.unrelated()));
      assertThat(vectors.get(0).cosine(vectors.get(1)))
          .as("%s", sample)
          .isGreaterThan(vectors.get(0).cosine(vectors.get(2)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void vectorsAreThoseOfAnotherImplementation(Case model) throws Exception {
    EmbeddingModel reference = model.reference.get();
    for (Samples.Triple sample : model.samples) {
      for (String text : List.of(sample.text(), sample.paraphrase(), sample.unrelated())) {
        SentenceVector theirs =
            SentenceVector.towards(reference.embed(Sentences.bounded(text)).content().vector());
        SentenceVector ours = model.encoder().encode(List.of(text)).getFirst();
        assertThat(ours.cosine(theirs)).as(text).isCloseTo(1, within(1e-3));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void neighboursDoNotChangeAVector(Case model) throws Exception {
    String text = model.samples.getFirst().text();
    SentenceVector alone = model.encoder().encode(List.of(text)).getFirst();
    List<SentenceVector> among = model.encoder().encode(List.of("x ".repeat(300), text, "", text));
    assertThat(among.get(1)).isEqualTo(alone).isEqualTo(among.get(3));
  }

  @ParameterizedTest
  @EnumSource
  void vectorsHaveTheSizeThatIsPromised(Case model) throws Exception {
    assertThat(model.encoder().encode(List.of("a")).getFirst().dimension())
        .isEqualTo(model.encoder().dimension())
        .isEqualTo(model.spec.dimension());
  }

  @Test
  void anIndexFindsWhatAVagueSentenceIsAbout() throws Exception {
    assertFinds(
        english,
        Map.of(
            "light", List.of("it is too dark", "I need more light"),
            "heat", List.of("it is cold in here", "I am freezing"),
            "music", List.of("play something nice", "I want to hear a song")),
        Map.of(
            "I can't see a thing", "light",
            "my feet are like ice", "heat",
            "put on some tunes", "music"));
    assertFinds(
        chinese,
        Map.of(
            "light", List.of("太暗了", "需要亮一点"),
            "heat", List.of("这里好冷", "我快冻僵了"),
            "music", List.of("放点好听的", "我想听歌")),
        Map.of("什么都看不见", "light", "脚冰凉", "heat", "来点音乐", "music"));
  }

  private static void assertFinds(
      OnDemandEncoder encoder, Map<String, List<String>> phrases, Map<String, String> expected)
      throws Exception {
    MeaningIndex<String> index = MeaningIndex.of(encoder, new TreeMap<>(phrases));
    for (Map.Entry<String, String> sentence : expected.entrySet()) {
      assertThat(index.nearest(sentence.getKey(), 1))
          .as(sentence.getKey())
          .extracting(MeaningIndex.Match::label)
          .containsExactly(sentence.getValue());
    }
  }

  @Test
  void chineseKnowsCapitals() throws Exception {
    List<SentenceVector> vectors = chinese.encode(List.of("打开TV", "打开tv", "打开电脑"));
    assertThat(vectors.get(0)).isEqualTo(vectors.get(1)).isNotEqualTo(vectors.get(2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\0",
        "\uD800",
        "💡🏠",
        "\u202Eright to left",
        "[MASK] [SEP] [CLS] [PAD]",
        "\n\t\r"
      })
  void anyTextHasAVector(String text) throws Exception {
    assertThat(english.encode(List.of(text, text.repeat(5_000))))
        .allMatch(vector -> vector.dimension() == 384);
    assertThat(chinese.encode(List.of(text, text.repeat(5_000))))
        .allMatch(vector -> vector.dimension() == 512);
  }

  @Test
  void aMachineWithoutLibrariesIsToldSo() {
    Djl djl = new Djl(folder, 1, Platform.of("Plan9", "mips"));
    assertThatExceptionOfType(LanguageException.class)
        .isThrownBy(() -> djl.load(ModelSpec.ENGLISH))
        .withMessage("there is no sentence encoder for this machine: plan9 on mips")
        .extracting(LanguageException::reason)
        .isEqualTo(Reason.UNAVAILABLE);
  }

  @Test
  void aSpoiltModelFileIsRepairedByTheNextAttempt() throws Exception {
    Path own = folder.resolve("spoilt");
    Djl djl = new Djl(own, 1, Platform.ofThisMachine());
    Path file = new Unpacked(own.resolve("model-zh")).file(ModelSpec.CHINESE.network());
    Files.write(file, new byte[(int) Files.size(file)]);
    assertThatExceptionOfType(Exception.class).isThrownBy(() -> djl.load(ModelSpec.CHINESE));
    try (TextModel model = djl.load(ModelSpec.CHINESE)) {
      assertThat(model.vector("灯")).hasSize(512);
    }
  }
}
