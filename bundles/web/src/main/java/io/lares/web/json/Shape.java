package io.lares.web.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Map;

/**
 * How values of one Java type look as JSON.
 *
 * @param <T> the Java type
 */
public interface Shape<T> {
  /** Writes a value. */
  void write(T value, JsonGenerator out) throws IOException;

  /**
   * Reads a value, strictly. The parser stands on the value's first token, and stands on its last
   * one afterwards.
   *
   * @param path where in the document it stands, for messages
   * @throws BadInput where it does not fit
   */
  T read(JsonParser in, String path) throws IOException;

  /**
   * Describes it as a JSON schema.
   *
   * @param components where shapes with a name of their own put their schema, by name
   */
  Map<String, Object> schema(Map<String, Object> components);
}
