package io.lares.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lares.language.Endpoint.Api;
import io.lares.language.Endpoint.Engine;
import io.lares.language.Grammar;
import io.lares.language.LanguageException;
import io.lares.language.LanguageException.Reason;

/** How a server wants to be told of grammars. */
enum Dialect {
  /** vLLM from 0.11 on: structured_outputs. */
  VLLM(Engine.VLLM),
  /** vLLM before: guided_grammar and guided_json. */
  VLLM_GUIDED(Engine.VLLM),
  /** SGLang: ebnf and json_schema. */
  SGLANG(Engine.SGLANG),
  /** llama.cpp's server: grammar and json_schema. */
  LLAMA_CPP(Engine.LLAMA_CPP),
  /** The OpenAI API itself: schemas for messages. */
  OTHER(Engine.OTHER);

  private final Engine engine;

  Dialect(Engine engine) {
    this.engine = engine;
  }

  Engine engine() {
    return engine;
  }

  boolean grammars() {
    return this != OTHER;
  }

  /**
   * Asks for an output of a grammar.
   *
   * @throws LanguageException where the server can't be asked for it
   */
  void hold(ObjectNode body, Grammar grammar, Api api) throws LanguageException {
    switch (grammar) {
      case Grammar.Anything _ -> {}
      case Grammar.Rules rules -> rules(body, Gbnf.of(rules));
      case Grammar.JsonSchema(String schema) -> schema(body, parsed(schema), api);
    }
  }

  private void rules(ObjectNode body, String gbnf) throws LanguageException {
    switch (this) {
      case VLLM -> body.putObject("structured_outputs").put("grammar", gbnf);
      case VLLM_GUIDED -> body.put("guided_grammar", gbnf);
      case SGLANG -> body.put("ebnf", gbnf);
      case LLAMA_CPP -> body.put("grammar", gbnf);
      case OTHER ->
          throw new LanguageException(
              Reason.GRAMMAR_NOT_SUPPORTED,
              "The server knows no grammars; vLLM, SGLang and llama.cpp do");
    }
  }

  private void schema(ObjectNode body, JsonNode schema, Api api) throws LanguageException {
    if (api == Api.CHAT) {
      ObjectNode format = body.putObject("response_format").put("type", "json_schema");
      format
          .putObject("json_schema")
          .put("name", "answer")
          .put("strict", true)
          .set("schema", schema);
      return;
    }
    switch (this) {
      case VLLM -> body.putObject("structured_outputs").set("json", schema);
      case VLLM_GUIDED -> body.set("guided_json", schema);
      case SGLANG -> body.put("json_schema", schema.toString());
      case LLAMA_CPP -> body.set("json_schema", schema);
      case OTHER ->
          throw new LanguageException(
              Reason.GRAMMAR_NOT_SUPPORTED, "The server knows schemas for messages only");
    }
  }

  private static JsonNode parsed(String schema) throws LanguageException {
    try {
      return Json.parse(schema);
    } catch (JsonProcessingException e) {
      throw new LanguageException(
          Reason.GRAMMAR_NOT_SUPPORTED, "The schema is no JSON: " + e.getOriginalMessage(), e);
    }
  }
}
