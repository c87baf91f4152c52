package io.lares.mimo.engine;

import io.lares.mimo.kernel.Kernel;
import io.lares.mimo.kernel.Kernels;
import io.lares.mimo.kernel.PortableKernel;
import io.lares.mimo.kernel.Workers;
import io.lares.mimo.natives.Natives;
import io.lares.mimo.weights.ModelImport;
import io.lares.mimo.weights.ModelStore;
import io.lares.mimo.weights.Precision;
import io.lares.mimo.weights.Progress;
import io.lares.mimo.weights.TokenizerCheck;
import io.lares.mimo.weights.Weights;
import io.lares.tinymimo.Checkpoint;
import io.lares.tinymimo.Quant;
import io.lares.tinymimo.Shape;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/** Small models from random numbers, imported as people import theirs. */
record Models(Path folder) {
  /**
   * A model with a layer ahead, in a quantisation; floats are exact in each of 16 bits and more.
   */
  Weights tiny(Quant quant, long seed) throws Exception {
    Checkpoint checkpoint = new Checkpoint(Shape.TINY, seed);
    String name = quant.name().toLowerCase(Locale.ROOT) + "-" + seed;
    Path file = folder.resolve(name + ".gguf");
    Path ahead = folder.resolve(seed + ".safetensors");
    checkpoint.gguf(file, quant);
    checkpoint.mtpLayers(ahead);
    return imported(file, Optional.of(ahead), name);
  }

  Weights imported(Path file, Optional<Path> ahead, String name) throws Exception {
    ModelStore store = new ModelStore(folder.resolve("store"), TokenizerCheck.NONE);
    try (ModelImport work = store.prepare(file, ahead, name, Precision.SOURCE)) {
      work.run(Progress.NONE);
    }
    return Weights.open(store.folder(name));
  }

  static int[] text(long seed, int length, int vocab) {
    return new SplittableRandom(seed).ints(length, 0, vocab).toArray();
  }

  /** The kernel that every machine has, or the fastest of this one. */
  Kernel kernel(boolean fast, Workers workers) {
    return fast
        ? Kernels.fastest(workers, new Natives(folder.resolve("natives")))
        : new PortableKernel(workers);
  }
}
