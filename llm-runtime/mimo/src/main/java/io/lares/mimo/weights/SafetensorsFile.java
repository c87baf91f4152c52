package io.lares.mimo.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A file in the format Safetensors: the header's length in eight bytes, a header of JSON, and the
 * numbers. Nothing that the header says is believed before it was checked.
 */
final class SafetensorsFile {
  /** The header of a shard with a few hundred tensors has some ten kilobytes. */
  private static final int MOST_HEADER = 4 << 20;

  private static final int MOST_TENSORS = 1 << 16;

  private final MappedFile file;
  private final Map<String, SourceTensor> tensors = new HashMap<>();

  private SafetensorsFile(MappedFile file) {
    this.file = file;
  }

  static SafetensorsFile open(Path path, Arena arena) throws ModelException {
    SafetensorsFile opened = new SafetensorsFile(MappedFile.open(path, arena));
    opened.read();
    return opened;
  }

  String fingerprint() {
    return file.fingerprint();
  }

  /** Those of types that are weights, by name. */
  Map<String, SourceTensor> tensors() {
    return tensors;
  }

  private void read() throws ModelException {
    MemorySegment data = file.data();
    if (data.byteSize() < 8) {
      throw file.broken("it has " + data.byteSize() + " bytes");
    }
    long length = data.get(Bytes.LONG, 0);
    if (length < 2 || length > data.byteSize() - 8) {
      throw file.broken(
          "its header would have "
              + Long.toUnsignedString(length)
              + " bytes, and the file has "
              + data.byteSize());
    }
    if (length > MOST_HEADER) {
      throw file.broken("its header has " + length + " bytes, more than " + MOST_HEADER);
    }
    byte[] text = data.asSlice(8, length).toArray(ValueLayout.JAVA_BYTE);
    JsonNode header = Json.parse(text, "The header of " + file.path().getFileName());
    if (header.size() > MOST_TENSORS) {
      throw file.broken("it has " + header.size() + " tensors");
    }
    Extents extents = new Extents(file);
    for (Map.Entry<String, JsonNode> entry : header.properties()) {
      if (!entry.getKey().equals("__metadata__")) {
        add(entry.getKey(), entry.getValue(), 8 + length, extents);
      }
    }
  }

  private void add(String name, JsonNode entry, long base, Extents extents) throws ModelException {
    JsonNode offsets = entry.path("data_offsets");
    if (offsets.size() != 2
        || !offsets.get(0).canConvertToExactIntegral()
        || !offsets.get(1).canConvertToExactIntegral()
        || !offsets.get(0).canConvertToLong()
        || !offsets.get(1).canConvertToLong()) {
      throw file.broken("the tensor " + name + " has no place");
    }
    long start = offsets.get(0).longValue();
    long end = offsets.get(1).longValue();
    if (start < 0 || end < start || end > file.data().byteSize() - base) {
      throw file.broken(
          "the tensor %s would lie from byte %d to %d of %d"
              .formatted(name, start, end, file.data().byteSize() - base));
    }
    if (end > start) {
      extents.take(name, base + start, end - start);
    }
    TensorType type =
        switch (entry.path("dtype").asText()) {
          case "F32" -> TensorType.F32;
          case "F16" -> TensorType.F16;
          case "BF16" -> TensorType.BF16;
          default -> null;
        };
    JsonNode shape = entry.path("shape");
    // Others are no weights of this architecture; what is missing is told by its name.
    if (type != null && (shape.size() == 1 || shape.size() == 2)) {
      int rows = dimension(name, shape.get(0));
      int cols = shape.size() == 1 ? 1 : dimension(name, shape.get(1));
      if (end - start != type.size((long) rows * cols)) {
        throw file.broken(
            "the tensor %s of %d x %d %s has %d bytes"
                .formatted(name, rows, cols, type, end - start));
      }
      tensors.put(
          name, new SourceTensor(type, rows, cols, file.data().asSlice(base + start, end - start)));
    }
  }

  private int dimension(String name, JsonNode node) throws ModelException {
    if (!node.canConvertToExactIntegral() || !node.canConvertToInt() || node.intValue() < 1) {
      throw file.broken("the tensor " + name + " has the dimension " + node);
    }
    return node.intValue();
  }
}
