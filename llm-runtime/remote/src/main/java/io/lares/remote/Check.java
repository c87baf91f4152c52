package io.lares.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.lares.language.Grammar;
import io.lares.language.LanguageException;
import io.lares.language.LanguageException.Reason;

/**
 * Holds an answer to its grammar, whatever the server did about it. For one answer and one thread.
 */
sealed interface Check {
  /**
   * Takes the next piece of an answer, never half a character.
   *
   * @return what may be heard by now; the rest is heard later
   */
  String take(String piece) throws LanguageException;

  /**
   * The answer is whole.
   *
   * @return what was not heard yet
   */
  String end() throws LanguageException;

  /**
   * For a grammar.
   *
   * @throws LanguageException where it is no schema
   */
  static Check of(Grammar grammar) throws LanguageException {
    return switch (grammar) {
      case Grammar.Anything _ -> new Free();
      case Grammar.JsonSchema(String schema) -> new Valued(schema);
      case Grammar.Rules rules -> new Ruled(new RulesMatch(rules));
    };
  }

  private static LanguageException astray(String what) {
    return new LanguageException(Reason.FAILED, "The server's answer " + what);
  }

  /** Any text. */
  final class Free implements Check {
    @Override
    public String take(String piece) {
      return piece;
    }

    @Override
    public String end() {
      return "";
    }
  }

  /** A text of rules, looked at character by character. */
  final class Ruled implements Check {
    private final RulesMatch match;

    private Ruled(RulesMatch match) {
      this.match = match;
    }

    @Override
    public String take(String piece) throws LanguageException {
      for (int c : piece.codePoints().toArray()) {
        if (!match.step(c)) {
          throw astray("left the grammar");
        }
      }
      return piece;
    }

    @Override
    public String end() throws LanguageException {
      if (!match.atEnd()) {
        throw astray("ends where the grammar does not");
      }
      return "";
    }
  }

  /** A value of a schema. Half a value can't be checked, so it is heard when it is whole. */
  final class Valued implements Check {
    private final Schema schema;
    private final StringBuilder text = new StringBuilder();

    private Valued(String schema) throws LanguageException {
      try {
        JsonNode node = Json.parse(schema);
        if (!node.isObject() && !node.isBoolean()) {
          throw new LanguageException(Reason.GRAMMAR_NOT_SUPPORTED, "The schema is no JSON object");
        }
        // What a schema refers to is in the schema: nothing is fetched.
        this.schema =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(node);
      } catch (JsonProcessingException | SchemaException e) {
        throw new LanguageException(
            Reason.GRAMMAR_NOT_SUPPORTED, "The schema can't be read: " + e.getMessage(), e);
      }
    }

    @Override
    public String take(String piece) {
      text.append(piece);
      return "";
    }

    @Override
    public String end() throws LanguageException {
      try {
        JsonNode value = Json.parse(text.toString());
        if (value.isMissingNode() || !schema.validate(value).isEmpty()) {
          throw astray("is not what the schema allows");
        }
      } catch (JsonProcessingException e) {
        throw astray("is no JSON");
      } catch (SchemaException e) {
        throw new LanguageException(
            Reason.GRAMMAR_NOT_SUPPORTED, "The schema can't be read: " + e.getMessage(), e);
      }
      return text.toString();
    }
  }
}
