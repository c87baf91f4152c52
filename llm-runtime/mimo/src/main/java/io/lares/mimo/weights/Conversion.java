package io.lares.mimo.weights;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Converts all tensors of a source, several at a time; each in small stretches. */
final class Conversion {
  private final ModelSource source;
  private final Layout layout;
  private final FileChannel weights;
  private final FinishedTensors finished;
  private final Progress progress;

  /** Bytes of all tensors, without what lies between them. */
  private final long all;

  private long done;

  Conversion(
      ModelSource source,
      Layout layout,
      FileChannel weights,
      FinishedTensors finished,
      Progress progress) {
    this.source = source;
    this.layout = layout;
    this.weights = weights;
    this.finished = finished;
    this.progress = progress;
    this.all = layout.tensors().stream().mapToLong(Stored::length).sum();
  }

  /** Converts what is not finished; returns the checksums of all tensors, in their order. */
  List<String> run() throws IOException, InterruptedException {
    List<String> checks = new ArrayList<>();
    ExecutorService workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<String>> tensors = new ArrayList<>();
      for (Stored stored : layout.tensors()) {
        tensors.add(workers.submit(() -> convert(stored)));
      }
      for (Future<String> tensor : tensors) {
        checks.add(tensor.get());
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException broken -> throw broken;
        // How the JVM tells that a page of a mapped file can't be read.
        case InternalError unreadable ->
            throw new ModelException("A file of the model can't be read any more", unreadable);
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    } finally {
      workers.shutdownNow();
      workers.close();
    }
    return checks;
  }

  private String convert(Stored stored) throws IOException, InterruptedException {
    String name = stored.tensor().name();
    Optional<String> known = finished.checks(name);
    if (known.isPresent()
        && known.get().length() == Checks.length(stored.length())
        && Checks.firstBroken(weights, stored.offset(), stored.length(), known.get()) < 0) {
      advance("taken over", stored.length());
      return known.get();
    }
    write(stored);
    weights.force(false);
    String checks = Checks.of(weights, stored.offset(), stored.length());
    finished.add(name, checks);
    return checks;
  }

  private void write(Stored stored) throws IOException, InterruptedException {
    Form form = stored.form();
    SourceTensor tensor = source.tensor(stored.tensor());
    Converter converter = new Converter(stored.tensor().name(), tensor, form);
    long count = stored.count();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment[] parts = new MemorySegment[form.parts()];
      for (int part = 0; part < parts.length; part++) {
        parts[part] = arena.allocate(form.partSize(part, Converter.STRETCH), Form.ALIGNMENT);
      }
      for (long first = 0; first < count; first += Converter.STRETCH) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        int numbers = (int) Math.min(Converter.STRETCH, count - first);
        converter.convert(first, numbers, parts);
        for (int part = 0; part < parts.length; part++) {
          long at = stored.offset() + form.partStart(part, count) + form.partSize(part, first);
          write(parts[part].asSlice(0, form.partSize(part, numbers)).asByteBuffer(), at);
        }
        advance("converting", form.size(numbers));
      }
    }
  }

  private void write(ByteBuffer buffer, long at) throws IOException {
    while (buffer.hasRemaining()) {
      at += weights.write(buffer, at);
    }
  }

  private synchronized void advance(String stage, long bytes) {
    done = Math.min(done + bytes, all);
    progress.at(stage, done, all);
  }
}
