package io.lares.mimo.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.ModelException;
import ai.djl.engine.Engine;
import ai.djl.inference.Predictor;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import io.lares.language.Completion;
import io.lares.language.Grammar;
import io.lares.language.LanguageException;
import io.lares.language.LanguageModel;
import io.lares.language.LanguageModel.Listener;
import io.lares.language.Limits;
import io.lares.language.Prompt;
import io.lares.language.Sampling;
import io.lares.mimo.local.LocalModel;
import io.lares.mimo.natives.Natives;
import io.lares.mimo.weights.ModelImport;
import io.lares.mimo.weights.ModelStore;
import io.lares.mimo.weights.Precision;
import io.lares.mimo.weights.Progress;
import io.lares.mimo.weights.TokenizerCheck;
import io.lares.tinymimo.Checkpoint;
import io.lares.tinymimo.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runtime as those see it who know DJL. */
class MimoEngineTest {
  private static final Limits LIMITS = new Limits(20, Duration.ofMinutes(1));

  @TempDir static Path folder;
  private static ModelStore store;

  @BeforeAll
  static void bring() throws Exception {
    store = new ModelStore(folder.resolve("models"), TokenizerCheck.NONE);
    Path source = folder.resolve("source");
    new Checkpoint(Shape.TINY, 4).huggingFace(source, 1);
    try (ModelImport work = store.prepare(source, Optional.empty(), "tiny", Precision.INT4)) {
      work.run(Progress.NONE);
    }
  }

  private static Criteria.Builder<String, String> text(Grammar grammar, int tokens) {
    return Criteria.builder()
        .setTypes(String.class, String.class)
        .optEngine("MiMo")
        .optModelPath(folder.resolve("models/tiny"))
        .optOption("contextTokens", "512")
        .optOption("threads", "2")
        .optTranslator(
            new TextTranslator(
                grammar, Sampling.GREEDY, new Limits(tokens, Duration.ofMinutes(1))));
  }

  private static LanguageModel.Request request(Grammar grammar, String said) {
    return new LanguageModel.Request(
        new Prompt(List.of(), List.of(new Prompt.Message(Prompt.Role.USER, said))),
        grammar,
        Sampling.GREEDY,
        LIMITS);
  }

  @Test
  void aPredictorSaysWhatTheRuntimeSays() throws Exception {
    Grammar anything = new Grammar.Anything();
    String theirs;
    try (ZooModel<String, String> model = text(anything, 20).build().loadModel();
        Predictor<String, String> predictor = model.newPredictor()) {
      assertThat(model.getNDManager().getEngine().getEngineName()).isEqualTo("MiMo");
      theirs = predictor.predict("Make it warm.");
      assertThat(predictor.batchPredict(List.of("Make it warm.", "Make it warm.")))
          .containsExactly(theirs, theirs);
    }
    try (LocalModel local =
        new LocalModel(
            store,
            () -> store.entry("tiny"),
            new Natives(folder.resolve("natives")),
            new LocalModel.Settings(512, 2))) {
      assertThat(theirs)
          .isEqualTo(local.answer(request(anything, "Make it warm."), Listener.NONE).text())
          .isNotEmpty();
    }
  }

  @Test
  void aGrammarHoldsItsAnswers() throws Exception {
    Grammar level =
        new Grammar.JsonSchema("{\"type\": \"integer\", \"minimum\": 10, \"maximum\": 40}");
    try (ZooModel<String, String> model = text(level, 20).build().loadModel();
        Predictor<String, String> predictor = model.newPredictor()) {
      assertThat(Integer.parseInt(predictor.predict("How bright?"))).isBetween(10, 40);
    }
  }

  @Test
  void aWholeRequestHasAWholeAnswer() throws Exception {
    Criteria<LanguageModel.Request, Completion> criteria =
        Criteria.builder()
            .setTypes(LanguageModel.Request.class, Completion.class)
            .optEngine(MimoEngine.NAME)
            .optModelPath(folder.resolve("models/tiny"))
            .optTranslator(new RequestTranslator())
            .build();
    try (ZooModel<LanguageModel.Request, Completion> model = criteria.loadModel();
        Predictor<LanguageModel.Request, Completion> predictor = model.newPredictor()) {
      Completion answer =
          predictor.predict(
              request(new Grammar.JsonSchema("{\"enum\": [\"on\", \"off\"]}"), "On?"));
      assertThat(answer.text()).isIn("\"on\"", "\"off\"");
      assertThat(answer.end()).isEqualTo(Completion.End.COMPLETE);
      assertThat(answer.usage().promptTokens()).isPositive();
    }
  }

  @Test
  void whatTheRuntimeRefusesIsTheCauseOfTheException() throws Exception {
    Grammar not = new Grammar.JsonSchema("{\"not\": {}}");
    try (ZooModel<String, String> model = text(not, 20).build().loadModel();
        Predictor<String, String> predictor = model.newPredictor()) {
      assertThatExceptionOfType(TranslateException.class)
          .isThrownBy(() -> predictor.predict("Make it warm."))
          .withStackTraceContaining(LanguageException.class.getName());
    }
  }

  @Test
  void aFolderThatIsNoModelIsSaid() throws Exception {
    Path none = Files.createDirectories(folder.resolve("models").resolve("none"));
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> text(new Grammar.Anything(), 20).optModelPath(none).build().loadModel());
  }

  @Test
  void itIsThereByItsNameAndTakesNoOthersPlace() {
    assertThat(Engine.getAllEngines()).contains("MiMo", "OnnxRuntime");
    assertThat(Engine.getDefaultEngineName()).isNotEqualTo("MiMo");
  }
}
