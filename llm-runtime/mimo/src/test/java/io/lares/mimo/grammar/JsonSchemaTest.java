package io.lares.mimo.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.lares.language.Grammar;
import io.lares.language.LanguageException;
import io.lares.language.LanguageException.Reason;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of JSON schemas, checked by a validator that knows nothing of this. */
class JsonSchemaTest {
  private static final int SCHEMAS = Integer.getInteger("lares.schemas", 300);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static Texts texts;

  @BeforeAll
  static void open() throws Exception {
    texts = Texts.open(folder, 1024);
  }

  @AfterAll
  static void close() {
    texts.close();
  }

  @Test
  void whateverIsSaidParsesAndValidates() throws Exception {
    int whole = 0;
    int refused = 0;
    for (int seed = 0; seed < SCHEMAS; seed++) {
      String schema = new RandomSchemas(seed).next().toString();
      try {
        Optional<String> text = texts.random(new Grammar.JsonSchema(schema), seed);
        if (text.isPresent()) {
          whole++;
          validate(schema, text.get());
        }
      } catch (LanguageException e) {
        refused++;
      }
    }
    System.out.printf(
        "%d schemas: %d texts were whole and valid, %d schemas refused%n", SCHEMAS, whole, refused);
    assertThat(whole).isGreaterThan(SCHEMAS * 3 / 4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "{}",
        "{\"type\": \"object\"}",
        "{\"type\": \"integer\", \"multipleOf\": 7, \"minimum\": -50, \"maximum\": 300}",
        "{\"type\": \"number\", \"minimum\": 0.2, \"maximum\": 0.8}",
        "{\"type\": \"number\", \"exclusiveMinimum\": -1, \"exclusiveMaximum\": 1}",
        "{\"type\": \"array\", \"prefixItems\": [{\"const\": 1}], \"minItems\": 3, \"maxItems\": 4}",
        "{\"type\": \"array\", \"prefixItems\": [{\"const\": 1}], \"items\": false}",
        "{\"type\": \"string\", \"pattern\": \"^kit.{0,3}en$\"}",
        "{\"allOf\": [{\"type\": \"integer\", \"minimum\": 3}, {\"maximum\": 12}]}",
        "{\"$ref\": \"#/$defs/n\", \"$defs\": {\"n\": {\"anyOf\": [{\"type\": \"null\"}, {\"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/n\"}, \"maxItems\": 2}]}}}",
        "{\"enum\": [\"a\\u0001b\", {\"x\": [1, 2.50]}, 1e2]}",
        "{\"type\": \"string\", \"enum\": [\"a\", 1, \"long\"], \"maxLength\": 2}",
        "{\"type\": \"object\", \"properties\": {\"never\": false, \"a\": true}, \"required\": [\"b\"]}"
      })
  void eachOfManyTextsIsValid(String schema) throws Exception {
    int whole = 0;
    for (int seed = 0; seed < 40; seed++) {
      Optional<String> text = texts.random(new Grammar.JsonSchema(schema), seed);
      if (text.isPresent()) {
        whole++;
        validate(schema, text.get());
      }
    }
    assertThat(whole).isGreaterThan(20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "false",
        "{",
        "7",
        "{\"not\": {}}",
        "{\"type\": \"array\", \"uniqueItems\": true}",
        "{\"type\": \"integer\", \"multipleOf\": 7}",
        "{\"type\": \"integer\", \"minimum\": 5, \"maximum\": 4}",
        "{\"oneOf\": [{\"type\": \"integer\"}, {\"type\": \"number\"}]}",
        "{\"$ref\": \"https://example.org/other\"}",
        "{\"$ref\": \"#/$defs/missing\"}",
        "{\"type\": \"object\", \"required\": [\"me\"], \"properties\": {\"me\": {\"$ref\": \"#\"}}}",
        "{\"type\": \"string\", \"pattern\": \"(?=a)b\"}",
        "{\"type\": \"string\", \"pattern\": \"(a)\\\\1\"}",
        "{\"type\": \"string\", \"pattern\": \"^[a-z]+ok$\", \"maxLength\": 5}"
      })
  void whatCantBeHeldIsRefusedWithAReason(String schema) {
    assertThatExceptionOfType(LanguageException.class)
        .isThrownBy(() -> texts.compiler.compile(new Grammar.JsonSchema(schema)))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.GRAMMAR_NOT_SUPPORTED));
  }

  private static void validate(String schema, String text) throws Exception {
    JsonNode value = JSON.readTree(text);
    assertThat(value.isMissingNode()).isFalse();
    Schema validator =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
    assertThat(validator.validate(text, InputFormat.JSON)).as("%s of %s", text, schema).isEmpty();
  }
}
