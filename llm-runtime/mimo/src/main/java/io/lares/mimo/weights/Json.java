package io.lares.mimo.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** JSON from files that nobody vouches for. */
final class Json {
  static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(32)
                      .maxStringLength(1 << 20)
                      .maxNumberLength(64)
                      .build())
              .build());

  private Json() {}

  /**
   * Reads an object.
   *
   * @param most bytes that the file may have
   */
  static JsonNode read(Path file, int most) throws ModelException {
    return parse(bytes(file, most), file.getFileName().toString());
  }

  static JsonNode parse(byte[] text, String name) throws ModelException {
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node == null || !node.isObject()) {
        throw new ModelException(name + " is no JSON object");
      }
      return node;
    } catch (ModelException e) {
      throw e;
    } catch (JsonProcessingException e) {
      throw new ModelException(name + " is no valid JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new ModelException(name + " can't be read: " + e.getMessage(), e);
    }
  }

  static byte[] bytes(Path file, int most) throws ModelException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] text = in.readNBytes(most);
      if (in.read() >= 0) {
        throw new ModelException(file.getFileName() + " has more than " + most + " bytes");
      }
      return text;
    } catch (ModelException e) {
      throw e;
    } catch (IOException e) {
      throw new ModelException("The file " + file + " can't be read: " + e.getMessage(), e);
    }
  }
}
