package io.lares.mimo.tokenizer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What stands in a {@code tokenizer.json}: the tokens that text is made of, and those added to
 * them, which only a program may write.
 *
 * @param plain the file without the added tokens, so that no text can become one
 * @param tokens by their letters in the byte alphabet
 * @param added by their text
 */
record TokenizerFile(String plain, Map<String, Integer> tokens, Map<String, Added> added) {
  private static final int MOST_TOKENS = 1 << 20;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(32).maxStringLength(1 << 16).build())
          .build();

  /**
   * An added token.
   *
   * @param special whether it is none of what people read
   */
  record Added(int id, boolean special) {}

  static TokenizerFile read(Path file) throws IOException {
    Map<String, Integer> tokens = new HashMap<>();
    Map<String, Added> added = new HashMap<>();
    StringWriter plain = new StringWriter((int) Math.min(Files.size(file), 1 << 26));
    try (InputStream in = Files.newInputStream(file);
        JsonParser from = JSON.createParser(in);
        JsonGenerator to = JSON.createGenerator(plain)) {
      expect(from.nextToken(), JsonToken.START_OBJECT);
      to.writeStartObject();
      while (from.nextToken() == JsonToken.FIELD_NAME) {
        String field = from.currentName();
        from.nextToken();
        to.writeFieldName(field);
        switch (field) {
          case "added_tokens" -> {
            readAdded(from, added);
            to.writeStartArray();
            to.writeEndArray();
          }
          case "model" -> copyModel(from, to, tokens);
          default -> to.copyCurrentStructure(from);
        }
      }
      to.writeEndObject();
    }
    if (tokens.isEmpty()) {
      throw new IOException("it has no tokens");
    }
    return new TokenizerFile(plain.toString(), tokens, added);
  }

  private static void readAdded(JsonParser from, Map<String, Added> added) throws IOException {
    expect(from.currentToken(), JsonToken.START_ARRAY);
    while (from.nextToken() == JsonToken.START_OBJECT) {
      int id = -1;
      String content = "";
      boolean special = false;
      while (from.nextToken() == JsonToken.FIELD_NAME) {
        String field = from.currentName();
        JsonToken value = from.nextToken();
        switch (field) {
          case "id" -> id = from.getIntValue();
          case "content" -> content = from.getText();
          case "special" -> special = value == JsonToken.VALUE_TRUE;
          default -> from.skipChildren();
        }
      }
      check(id, added.size());
      added.put(content, new Added(id, special));
    }
  }

  private static void copyModel(JsonParser from, JsonGenerator to, Map<String, Integer> tokens)
      throws IOException {
    expect(from.currentToken(), JsonToken.START_OBJECT);
    to.writeStartObject();
    while (from.nextToken() == JsonToken.FIELD_NAME) {
      String field = from.currentName();
      JsonToken value = from.nextToken();
      to.writeFieldName(field);
      if (field.equals("vocab")) {
        expect(value, JsonToken.START_OBJECT);
        to.writeStartObject();
        while (from.nextToken() == JsonToken.FIELD_NAME) {
          String token = from.currentName();
          from.nextToken();
          int id = from.getIntValue();
          check(id, tokens.size());
          tokens.put(token, id);
          to.writeNumberField(token, id);
        }
        to.writeEndObject();
      } else if (field.equals("type") && !from.getText().equals("BPE")) {
        throw new IOException("its model is " + from.getText() + " and not BPE");
      } else {
        to.copyCurrentStructure(from);
      }
    }
    to.writeEndObject();
  }

  private static void check(int id, int count) throws IOException {
    if (id < 0 || id >= MOST_TOKENS || count >= MOST_TOKENS) {
      throw new IOException("it has a token of the number " + id);
    }
  }

  private static void expect(JsonToken found, JsonToken wanted) throws IOException {
    if (found != wanted) {
      throw new IOException("it has no " + wanted + " where one must be");
    }
  }
}
