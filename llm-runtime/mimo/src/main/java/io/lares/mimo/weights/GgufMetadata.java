package io.lares.mimo.weights;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The metadata of a GGUF file. Texts and lists, which may be large, stay in the file until somebody
 * asks for them.
 */
final class GgufMetadata {
  private static final int MOST_ENTRIES = 1 << 14;
  private static final int MOST_ITEMS = 1 << 24;
  private static final int MOST_TEXT = 1 << 10;

  /** Bytes that the texts of a list may have together. */
  private static final int MOST_TEXTS = 1 << 25;

  private static final int UINT8 = 0;
  private static final int INT8 = 1;
  private static final int UINT16 = 2;
  private static final int INT16 = 3;
  private static final int UINT32 = 4;
  private static final int INT32 = 5;
  private static final int FLOAT32 = 6;
  private static final int BOOL = 7;
  private static final int STRING = 8;
  private static final int ARRAY = 9;
  private static final int UINT64 = 10;
  private static final int INT64 = 11;
  private static final int FLOAT64 = 12;

  private final MappedFile file;
  private final Map<String, Object> entries = new HashMap<>();

  private GgufMetadata(MappedFile file) {
    this.file = file;
  }

  /** A text in the file. */
  private record Text(long position) {}

  /** A list in the file: {@code count} items of a type from {@code position} on. */
  private record Items(int type, int count, long position) {}

  static GgufMetadata read(GgufCursor cursor, MappedFile file) throws ModelException {
    GgufMetadata metadata = new GgufMetadata(file);
    long count = cursor.count("entries of metadata", MOST_ENTRIES);
    for (long i = 0; i < count; i++) {
      String key = cursor.name();
      int type = cursor.int32();
      Object value = type == ARRAY ? metadata.items(cursor) : metadata.value(cursor, type);
      if (metadata.entries.put(key, value) != null) {
        throw file.broken("it has two entries " + key);
      }
    }
    return metadata;
  }

  private Object value(GgufCursor cursor, int type) throws ModelException {
    return switch (type) {
      case UINT8 -> (long) (cursor.int8() & 0xff);
      case INT8 -> (long) cursor.int8();
      case UINT16 -> (long) (cursor.int16() & 0xffff);
      case INT16 -> (long) cursor.int16();
      case UINT32 -> cursor.int32() & 0xffff_ffffL;
      case INT32 -> (long) cursor.int32();
      case FLOAT32 -> cursor.float32();
      case BOOL -> cursor.int8() != 0;
      case STRING -> {
        Text text = new Text(cursor.position());
        cursor.skipString();
        yield text;
      }
      // An unsigned figure past Long's range comes out negative, and is refused by who asks for it.
      case UINT64, INT64 -> cursor.int64();
      case FLOAT64 -> cursor.float64();
      default -> throw file.broken("its metadata has the unknown type " + type);
    };
  }

  private Items items(GgufCursor cursor) throws ModelException {
    int type = cursor.int32();
    int count = (int) cursor.count("items in a list", MOST_ITEMS);
    Items items = new Items(type, count, cursor.position());
    switch (type) {
      case UINT8, INT8, BOOL -> cursor.skip(count);
      case UINT16, INT16 -> cursor.skip(2L * count);
      case UINT32, INT32, FLOAT32 -> cursor.skip(4L * count);
      case UINT64, INT64, FLOAT64 -> cursor.skip(8L * count);
      case STRING -> {
        for (int i = 0; i < count; i++) {
          cursor.skipString();
        }
      }
      default -> throw file.broken("its metadata has a list of the type " + type);
    }
    return items;
  }

  boolean has(String key) {
    return entries.containsKey(key);
  }

  Optional<String> text(String key) throws ModelException {
    return switch (entries.get(key)) {
      case null -> Optional.empty();
      case Text text -> Optional.of(new GgufCursor(file, text.position).string(MOST_TEXT));
      default -> throw wrong(key);
    };
  }

  int integer(String key, int otherwise) throws ModelException {
    return switch (entries.get(key)) {
      case null -> otherwise;
      case Long value when value == value.intValue() -> value.intValue();
      default -> throw wrong(key);
    };
  }

  /** A figure that must be there. */
  int integer(String key) throws ModelException {
    if (!has(key)) {
      throw new ModelException("The file lacks the entry " + key);
    }
    return integer(key, 0);
  }

  float number(String key, float otherwise) throws ModelException {
    return switch (entries.get(key)) {
      case null -> otherwise;
      case Double value -> value.floatValue();
      default -> throw wrong(key);
    };
  }

  boolean flag(String key) throws ModelException {
    return switch (entries.get(key)) {
      case null -> false;
      case Boolean value -> value;
      default -> throw wrong(key);
    };
  }

  /**
   * A list of texts; empty where there is none.
   *
   * @param most items that make sense
   */
  List<String> texts(String key, int most, int longest) throws ModelException {
    Items items = items(key, STRING, most);
    List<String> texts = new ArrayList<>(items.count);
    GgufCursor cursor = new GgufCursor(file, items.position);
    for (int i = 0; i < items.count; i++) {
      texts.add(cursor.string(longest));
      if (cursor.position() - items.position > MOST_TEXTS + 8L * items.count) {
        throw file.broken("its entry " + key + " has more than " + MOST_TEXTS + " bytes");
      }
    }
    return texts;
  }

  /** A list of figures of 32 bits; empty where there is none. */
  int[] integers(String key, int most) throws ModelException {
    Items items = items(key, INT32, most);
    int[] figures = new int[items.count];
    GgufCursor cursor = new GgufCursor(file, items.position);
    for (int i = 0; i < figures.length; i++) {
      figures[i] = cursor.int32();
    }
    return figures;
  }

  private Items items(String key, int type, int most) throws ModelException {
    return switch (entries.get(key)) {
      case null -> new Items(type, 0, 0);
      case Items items when items.type == type && items.count <= most -> items;
      default -> throw wrong(key);
    };
  }

  private ModelException wrong(String key) {
    Object value = entries.get(key);
    String shown =
        switch (value) {
          case Items items -> "a list of " + items.count;
          case Text text -> "a text";
          case null, default -> "" + value;
        };
    return file.broken("its entry " + key + " is " + shown);
  }
}
