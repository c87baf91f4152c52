package io.lares.mimo.djl;

import ai.djl.ndarray.NDList;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import io.lares.language.Completion;
import io.lares.language.Grammar;
import io.lares.language.LanguageModel;
import io.lares.language.Limits;
import io.lares.language.Prompt;
import io.lares.language.Sampling;
import java.util.List;

/** What somebody says, and what the model says; an answer that a limit cut off is cut off. */
public final class TextTranslator implements NoBatchifyTranslator<String, String> {
  private final Grammar grammar;
  private final Sampling sampling;
  private final Limits limits;

  /** The same grammar, sampling and limits for all texts. */
  public TextTranslator(Grammar grammar, Sampling sampling, Limits limits) {
    this.grammar = grammar;
    this.sampling = sampling;
    this.limits = limits;
  }

  @Override
  public NDList processInput(TranslatorContext context, String text) {
    Prompt prompt = new Prompt(List.of(), List.of(new Prompt.Message(Prompt.Role.USER, text)));
    return MimoBlock.wrapped(
        context.getNDManager(), new LanguageModel.Request(prompt, grammar, sampling, limits));
  }

  @Override
  public String processOutput(TranslatorContext context, NDList list) {
    return ((Completion) MimoBlock.unwrapped(list)).text();
  }
}
