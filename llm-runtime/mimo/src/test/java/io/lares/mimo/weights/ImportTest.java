package io.lares.mimo.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lares.tinymimo.Checkpoint;
import io.lares.tinymimo.Quant;
import io.lares.tinymimo.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes in as a folder or a file is the same model afterwards. */
class ImportTest {
  private static final Checkpoint CHECKPOINT = new Checkpoint(Shape.TINY, 7);

  @TempDir Path folder;

  @Test
  void aFolderAndAFileOfTheSameNumbersAreTheSameModel() throws Exception {
    CHECKPOINT.huggingFace(folder.resolve("tiny"), 3);
    CHECKPOINT.gguf(folder.resolve("tiny.gguf"), Quant.F16);
    try (Weights brain = imported(folder.resolve("tiny"), "brain", Precision.SOURCE);
        Weights half = imported(folder.resolve("tiny.gguf"), "half", Precision.SOURCE)) {
      assertThat(brain.shape()).isEqualTo(half.shape().withMtpLayers(1));
      assertThat(brain.shape())
          .isEqualTo(
              new MimoShape(256, 2, 4, 2, 64, 512, 1024, 640_000, 32_768, 1e-5f, 1, false, true));
      for (Expected tensor : Expected.of(half.shape())) {
        if (tensor.vector()) {
          assertThat(brain.vector(tensor.name())).isEqualTo(half.vector(tensor.name()));
        } else {
          assertThat(brain.matrix(tensor.name())).isInstanceOf(Matrix.BF16.class);
          assertThat(half.matrix(tensor.name())).isInstanceOf(Matrix.F16.class);
          assertThat(Arrays.equals(numbers(brain, tensor.name()), numbers(half, tensor.name())))
              .as(tensor.name())
              .isTrue();
        }
      }
    }
  }

  /** The bounds are half a step of each quantisation, in a range of about four deviations. */
  @ParameterizedTest
  @CsvSource({
    "F16,  SOURCE, F16,  0",
    "BF16, SOURCE, BF16, 0",
    "F32,  SOURCE, F32,  0",
    "F16,  INT8,   Int8, 0.006",
    "F16,  INT4,   Int4, 0.11",
    "Q8_0, INT4,   Int8, 0.006",
    "Q4_0, INT4,   Int4, 0.11",
    "Q4_1, INT4,   Int4, 0.09",
    "Q5_0, INT4,   Int8, 0.055",
    "Q5_1, INT4,   Int8, 0.045",
    "Q4_K, INT4,   Int4, 0.10",
    "Q5_K, INT4,   Int8, 0.05",
    "Q6_K, INT4,   Int8, 0.03"
  })
  void eachQuantisationStaysNearTheNumbersThatItWasMadeOf(
      Quant quant, Precision precision, String form, double error) throws Exception {
    CHECKPOINT.gguf(folder.resolve("exact.gguf"), Quant.F32);
    CHECKPOINT.gguf(folder.resolve("tiny.gguf"), quant);
    try (Weights exact = imported(folder.resolve("exact.gguf"), "exact", Precision.SOURCE);
        Weights read = imported(folder.resolve("tiny.gguf"), "read", precision)) {
      for (String name : List.of("model.layers.1.mlp.down_proj.weight", "lm_head.weight")) {
        assertThat(read.matrix(name).getClass().getSimpleName()).isEqualTo(form);
        assertThat(relativeError(numbers(exact, name), numbers(read, name)))
            .isLessThanOrEqualTo(error)
            .isGreaterThanOrEqualTo(error / 5);
      }
    }
  }

  @Test
  void aTiedOutputIsTheEmbedding() throws Exception {
    Shape tied = new Shape(64, 1, 2, 1, 32, 128, 512, 0, true);
    new Checkpoint(tied, 1).gguf(folder.resolve("tied.gguf"), Quant.Q8_0);
    try (Weights weights = imported(folder.resolve("tied.gguf"), "tied", Precision.INT4)) {
      assertThat(weights.shape().tied()).isTrue();
      assertThat(weights.matrix("lm_head.weight"))
          .isEqualTo(weights.matrix("model.embed_tokens.weight"));
    }
  }

  @Test
  void whatIsNotThereIsTold() throws Exception {
    CHECKPOINT.gguf(folder.resolve("tiny.gguf"), Quant.Q4_0);
    try (Weights weights = imported(folder.resolve("tiny.gguf"), "tiny", Precision.INT4)) {
      assertThat(weights.has("model.layers.2.input_layernorm.weight")).isFalse();
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> weights.matrix("model.mtp_layers.0.input_proj.weight"))
          .withMessage("The model has no tensor model.mtp_layers.0.input_proj.weight");
    }
  }

  private Weights imported(Path source, String name, Precision precision) throws Exception {
    ModelStore store = new ModelStore(folder.resolve("store"), TokenizerCheck.NONE);
    try (ModelImport work = store.prepare(source, Optional.empty(), name, precision)) {
      work.run(Progress.NONE);
    }
    store.verify(name, Progress.NONE);
    assertThat(Files.list(folder.resolve("store")).map(file -> file.getFileName().toString()))
        .noneMatch(file -> file.startsWith("."));
    return Weights.open(store.folder(name));
  }

  private static float[] numbers(Weights weights, String name) {
    Matrix matrix = weights.matrix(name);
    float[] all = new float[matrix.rows() * matrix.cols()];
    float[] row = new float[matrix.cols()];
    for (int i = 0; i < matrix.rows(); i++) {
      matrix.row(i, row);
      System.arraycopy(row, 0, all, i * row.length, row.length);
    }
    return all;
  }

  /** The root of the mean square of the difference, as a part of that of the numbers. */
  private static double relativeError(float[] exact, float[] read) {
    double numbers = 0;
    double errors = 0;
    for (int i = 0; i < exact.length; i++) {
      double error = exact[i] - read[i];
      errors += error * error;
      numbers += exact[i] * exact[i];
    }
    return Math.sqrt(errors / numbers);
  }
}
