package io.lares.mimo.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.tinymimo.LlamaCpp;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Blocks are read as ggml itself reads them, and what is kept of them is the same numbers. */
@SuppressWarnings("restricted")
@Timeout(600) // the peer may have to be downloaded
class GgmlTest {
  private static final int BLOCKS = 500;

  /** What rounding to a half moves a number by at most, as a part of it. */
  private static final float HALF_ROUNDING = 0x1p-11f;

  private static final float SMALLEST_HALF = 0x1p-24f;

  @ParameterizedTest
  @EnumSource(
      value = TensorType.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"F32", "F16", "BF16"})
  void anyBlockIsReadToTheSameFloats(TensorType type) throws Exception {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment blocks = randomBlocks(type, arena);
      float[] read = new float[BLOCKS * type.numbers];
      Blocks.read(type, blocks, 0, read, read.length);
      assertThat(read).isEqualTo(ggml(type, blocks, read.length, arena));
    }
  }

  /** To the last bit where numbers are taken over as they are; sums are rounded to halves. */
  @ParameterizedTest
  @EnumSource(
      value = TensorType.class,
      names = {"Q4_0", "Q4_1", "Q4_K", "Q5_0", "Q8_0"})
  void whatIsTakenOverIsTheSameNumbers(TensorType type) throws Exception {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment blocks = randomBlocks(type, arena);
      int count = BLOCKS * type.numbers;
      float[] expected = ggml(type, blocks, count, arena);
      Expected tensor = new Expected("some_proj.weight", 1, count);
      Form form = Form.of(tensor, type, Precision.INT4);
      MemorySegment converted = arena.allocate(form.size(count), Form.ALIGNMENT);
      MemorySegment[] parts = new MemorySegment[form.parts()];
      for (int part = 0; part < parts.length; part++) {
        parts[part] = converted.asSlice(form.partStart(part, count), form.partSize(part, count));
      }
      new Converter(tensor.name(), new SourceTensor(type, 1, count, blocks), form)
          .convert(0, count, parts);
      float[] read = new float[count];
      form.matrix(1, count, converted).row(0, read);
      if (form == Form.INT4_OFFSETS) {
        for (int i = 0; i < count; i++) {
          int block = i / Matrix.BLOCK;
          float scale = Math.abs(Float.float16ToFloat(parts[1].get(Bytes.SHORT, 2L * block)));
          float offset = Math.abs(Float.float16ToFloat(parts[2].get(Bytes.SHORT, 2L * block)));
          assertThat(Math.abs(read[i] - expected[i]))
              .isLessThanOrEqualTo((offset + 8 * scale) * HALF_ROUNDING + SMALLEST_HALF);
        }
      } else {
        // A minus before a zero is lost.
        for (int i = 0; i < count; i++) {
          read[i] += 0f;
          expected[i] += 0f;
        }
        assertThat(read).isEqualTo(expected);
      }
    }
  }

  /** Random bits are valid blocks but for scales that are no numbers. */
  private static MemorySegment randomBlocks(TensorType type, Arena arena) {
    SplittableRandom random = new SplittableRandom(type.ordinal());
    MemorySegment blocks = arena.allocate((long) BLOCKS * type.bytes, 64);
    for (long i = 0; i < blocks.byteSize(); i++) {
      blocks.set(ValueLayout.JAVA_BYTE, i, (byte) random.nextInt());
    }
    for (int block = 0; block < BLOCKS; block++) {
      long at = (long) block * type.bytes + (type == TensorType.Q6_K ? 208 : 0);
      blocks.set(Bytes.SHORT, at, Float.floatToFloat16(random.nextFloat() - 0.5f));
      if (type.name().endsWith("_1") || type == TensorType.Q4_K || type == TensorType.Q5_K) {
        blocks.set(Bytes.SHORT, at + 2, Float.floatToFloat16(random.nextFloat() - 0.5f));
      }
    }
    return blocks;
  }

  /** By {@code dequantize_row_*} of the library. */
  private static float[] ggml(TensorType type, MemorySegment blocks, int count, Arena arena)
      throws Exception {
    System.load(LlamaCpp.installed().sharedObject("libggml-base.so").toAbsolutePath().toString());
    SymbolLookup ggml = SymbolLookup.loaderLookup();
    String name = type.name().replace('Q', 'q');
    MethodHandle dequantise =
        Linker.nativeLinker()
            .downcallHandle(
                ggml.findOrThrow("dequantize_row_" + name),
                FunctionDescriptor.ofVoid(
                    ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
    MemorySegment out = arena.allocate(4L * count, 64);
    try {
      dequantise.invokeExact(blocks, out, (long) count);
    } catch (Throwable e) {
      throw new AssertionError("ggml can't read " + type, e);
    }
    return out.toArray(ValueLayout.JAVA_FLOAT);
  }
}
