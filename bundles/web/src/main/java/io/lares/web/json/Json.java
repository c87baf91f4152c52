package io.lares.web.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Documents to bytes and back. Safe from any thread. */
public final class Json {
  /**
   * Keeps no table of member names: what strangers send must not stay in memory. The limits bound
   * what a document within the size limit can cost.
   */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(32)
                  .maxNumberLength(64)
                  .maxNameLength(1000)
                  .build())
          .build();

  private Json() {}

  /**
   * Reads one document.
   *
   * @throws BadInput where it is not UTF-8, not JSON, or does not have the shape
   */
  public static <T> T read(Shape<T> shape, byte[] utf8) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new BadInput("", "The body must be UTF-8 text");
    }
    try (JsonParser in = FACTORY.createParser(text)) {
      if (in.nextToken() == null) {
        throw new BadInput("", "A JSON document is wanted, and the body is empty");
      }
      T value = shape.read(in, "");
      if (in.nextToken() != null) {
        throw new BadInput("", "Something follows after the JSON document");
      }
      return value;
    } catch (JsonProcessingException e) {
      var where = e.getLocation();
      throw new BadInput(
          "",
          where == null
              ? "The body is not valid JSON"
              : "The body is not valid JSON at line "
                  + where.getLineNr()
                  + ", column "
                  + where.getColumnNr());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes one document, in UTF-8. */
  public static <T> byte[] write(Shape<T> shape, T value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      shape.write(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Writes a document of maps, lists, texts, numbers, booleans and nulls. */
  public static byte[] writeTree(Object tree) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      writeNode(tree, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void writeNode(@Nullable Object node, JsonGenerator out) throws IOException {
    switch (node) {
      case null -> out.writeNull();
      case String text -> out.writeString(text);
      case Boolean flag -> out.writeBoolean(flag);
      case Integer number -> out.writeNumber(number);
      case Long number -> out.writeNumber(number);
      case Double number -> out.writeNumber(number);
      case Map<?, ?> map -> {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.writeFieldName(String.valueOf(entry.getKey()));
          writeNode(entry.getValue(), out);
        }
        out.writeEndObject();
      }
      case Iterable<?> items -> {
        out.writeStartArray();
        for (Object item : items) {
          writeNode(item, out);
        }
        out.writeEndArray();
      }
      default -> throw new IllegalArgumentException("Not a part of JSON: " + node.getClass());
    }
  }
}
