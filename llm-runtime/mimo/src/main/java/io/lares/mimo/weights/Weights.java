package io.lares.mimo.weights;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * The weights of an imported model, mapped into memory. Tensors have Hugging Face's names: {@code
 * model.layers.0.self_attn.q_proj.weight}. Safe from any thread until it is closed; nothing may use
 * a segment of it after that.
 */
public final class Weights implements AutoCloseable {
  private final Manifest manifest;
  private static final int IDENTITY_BYTES = 16;

  private final Path folder;
  private final Arena arena;
  private final MemorySegment data;
  private final Map<String, Stored> tensors = new HashMap<>();

  private Weights(Path folder, Manifest manifest, Arena arena, MemorySegment data) {
    this.folder = folder;
    this.manifest = manifest;
    this.arena = arena;
    this.data = data;
    for (Stored stored : manifest.layout().tensors()) {
      tensors.put(stored.tensor().name(), stored);
    }
  }

  /**
   * Maps the model in a folder of a {@link ModelStore}.
   *
   * @throws ModelException where it is incomplete or damaged as far as its sizes tell
   */
  public static Weights open(Path folder) throws ModelException {
    Manifest manifest = Manifest.read(folder);
    Path file = folder.resolve(Manifest.WEIGHTS);
    Arena arena = MappedFile.arena();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() != manifest.layout().size()) {
        throw new ModelException(
            "The file %s has %d bytes and not %d: import the model again"
                .formatted(file, channel.size(), manifest.layout().size()));
      }
      MemorySegment data = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
      Advice.largePages(data);
      return new Weights(folder, manifest, arena, data);
    } catch (ModelException e) {
      arena.close();
      throw e;
    } catch (IOException e) {
      arena.close();
      throw new ModelException("The file " + file + " can't be read: " + e.getMessage(), e);
    }
  }

  /** The model's name in its store. */
  public String name() {
    return manifest.name();
  }

  public MimoShape shape() {
    return manifest.shape();
  }

  /** A word for these weights that no others have: a hash of their checksums. */
  public String identity() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(manifest.json());
      return HexFormat.of().formatHex(hash, 0, IDENTITY_BYTES);
    } catch (NoSuchAlgorithmException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Bytes of all tensors. */
  public long size() {
    return data.byteSize();
  }

  /** Bytes that are read for a token: all but the embedding and the layers ahead. */
  public long readPerToken() {
    return tensors.values().stream()
        .filter(stored ->
            !stored.tensor().name().startsWith(Expected.AHEAD)
                && (shape().tied() || !stored.tensor().name().equals(Expected.EMBEDDING)))
        .mapToLong(Stored::length)
        .sum();
  }

  /** All of the file, to be read only. */
  public MemorySegment data() {
    return data;
  }

  /** The tokenizer, in Hugging Face's format. */
  public Path tokenizer() {
    return folder.resolve(Manifest.TOKENIZER);
  }

  public boolean has(String name) {
    return tensors.containsKey(stored(name));
  }

  /**
   * A matrix by its name.
   *
   * @throws IllegalArgumentException where the model has none of this name
   */
  public Matrix matrix(String name) {
    Stored stored = find(name);
    return stored
        .form()
        .matrix(
            stored.tensor().rows(),
            stored.tensor().cols(),
            data.asSlice(stored.offset(), stored.length()));
  }

  /**
   * A vector by its name, as a copy.
   *
   * @throws IllegalArgumentException where the model has none of this name
   */
  public float[] vector(String name) {
    Stored stored = find(name);
    if (!stored.tensor().vector()) {
      throw new IllegalArgumentException(name + " is a matrix");
    }
    return data.asSlice(stored.offset(), stored.length()).toArray(Bytes.FLOAT);
  }

  private Stored find(String name) {
    Stored stored = tensors.get(stored(name));
    if (stored == null) {
      throw new IllegalArgumentException("The model has no tensor " + name);
    }
    return stored;
  }

  private String stored(String name) {
    return shape().tied() && name.equals(Expected.OUTPUT) ? Expected.EMBEDDING : name;
  }

  @Override
  public void close() {
    arena.close();
  }
}
