package io.lares.mimo.weights;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A file in the format GGUF, version 2 or 3, little-endian (ggml's docs/gguf.md): metadata, places
 * of tensors, tensors. Nothing that it says is believed before it was checked.
 */
final class GgufFile {
  /** "GGUF". */
  private static final int MAGIC = 0x46554747;

  private static final int MOST_TENSORS = 1 << 16;
  private static final int MOST_DIMENSIONS = 4;
  private static final long MOST_NUMBERS = 1L << 36;
  private static final int DEFAULT_ALIGNMENT = 32;

  private final MappedFile file;
  private final GgufMetadata metadata;
  private final Map<String, SourceTensor> tensors = new HashMap<>();
  private final Map<String, Integer> foreign = new HashMap<>();

  private GgufFile(MappedFile file) throws ModelException {
    this.file = file;
    GgufCursor cursor = new GgufCursor(file);
    if (file.data().byteSize() < 24 || cursor.int32() != MAGIC) {
      throw new ModelException("The file " + file.path().getFileName() + " is no GGUF file");
    }
    int version = cursor.int32();
    if (version != 2 && version != 3) {
      throw new ModelException(
          "The file %s is GGUF of version %s; 2 and 3 can be read, little-endian"
              .formatted(file.path().getFileName(), Integer.toUnsignedString(version)));
    }
    long count = cursor.count("tensors", MOST_TENSORS);
    this.metadata = GgufMetadata.read(cursor, file);
    readTensors(cursor, count);
  }

  static GgufFile open(Path path, Arena arena) throws ModelException {
    return new GgufFile(MappedFile.open(path, arena));
  }

  GgufMetadata metadata() {
    return metadata;
  }

  String fingerprint() {
    return file.fingerprint();
  }

  boolean has(String name) {
    return tensors.containsKey(name) || foreign.containsKey(name);
  }

  /** A tensor, by its name in the file. */
  Optional<SourceTensor> tensor(String name) throws ModelException {
    Integer type = foreign.get(name);
    if (type != null) {
      throw new ModelException(
          "The tensor %s is quantised in a way (%d) that can't be read; F32, F16, BF16, Q8_0, Q4_0, Q4_1, Q5_0, Q5_1, Q4_K, Q5_K and Q6_K can"
              .formatted(name, type));
    }
    return Optional.ofNullable(tensors.get(name));
  }

  private void readTensors(GgufCursor cursor, long count) throws ModelException {
    Map<String, Place> places = new HashMap<>();
    for (long i = 0; i < count; i++) {
      String name = cursor.name();
      if (places.put(name, place(name, cursor)) != null) {
        throw file.broken("it has two tensors " + name);
      }
    }
    int alignment = metadata.integer("general.alignment", DEFAULT_ALIGNMENT);
    if (alignment < 1 || alignment > 1 << 20 || Integer.bitCount(alignment) != 1) {
      throw file.broken("its alignment is " + alignment);
    }
    long base = (cursor.position() + alignment - 1) & -alignment;
    Extents extents = new Extents(file);
    for (Map.Entry<String, Place> entry : places.entrySet()) {
      add(entry.getKey(), entry.getValue(), base, alignment, extents);
    }
  }

  /** Where a tensor is said to lie, and what it is said to be. */
  private record Place(int rows, int cols, int type, long offset) {}

  /** Dimensions stand from the innermost: columns first. */
  private Place place(String name, GgufCursor cursor) throws ModelException {
    int dimensions = cursor.int32();
    if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
      throw file.broken(
          "the tensor " + name + " has " + Integer.toUnsignedString(dimensions) + " dimensions");
    }
    long inner = cursor.int64();
    long outer = 1;
    for (int i = 0; i < dimensions; i++) {
      long size = i == 0 ? inner : cursor.int64();
      if (size < 1 || size > Integer.MAX_VALUE) {
        throw file.broken(
            "the tensor " + name + " has a dimension of " + Long.toUnsignedString(size));
      }
      if (i > 0 && size > MOST_NUMBERS / inner / outer) {
        throw file.broken("the tensor " + name + " has too many numbers");
      }
      if (i > 0) {
        outer *= size;
      }
    }
    int type = cursor.int32();
    long offset = cursor.int64();
    if (outer > Integer.MAX_VALUE) {
      throw file.broken("the tensor " + name + " has " + outer + " rows");
    }
    return dimensions == 1
        ? new Place((int) inner, 1, type, offset)
        : new Place((int) outer, (int) inner, type, offset);
  }

  private void add(String name, Place place, long base, int alignment, Extents extents)
      throws ModelException {
    Optional<TensorType> known = TensorType.ofGguf(place.type);
    if (known.isEmpty()) {
      foreign.put(name, place.type);
      return;
    }
    TensorType type = known.get();
    long count = (long) place.rows * place.cols;
    int inner = place.cols == 1 ? place.rows : place.cols;
    if (inner % type.numbers != 0) {
      throw file.broken(
          "the rows of the tensor %s are no whole blocks of %s".formatted(name, type));
    }
    if (place.offset < 0
        || place.offset > file.data().byteSize()
        || place.offset % alignment != 0) {
      throw file.broken(
          "the tensor " + name + " would start at " + Long.toUnsignedString(place.offset));
    }
    extents.take(name, base + place.offset, type.size(count));
    MemorySegment data = file.data().asSlice(base + place.offset, type.size(count));
    tensors.put(name, new SourceTensor(type, place.rows, place.cols, data));
  }
}
