package io.lares.mimo.djl;

import ai.djl.ndarray.NDList;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import io.lares.language.Completion;
import io.lares.language.LanguageModel;

/** Whole requests with grammar, sampling and limits, and whole answers with their figures. */
public final class RequestTranslator
    implements NoBatchifyTranslator<LanguageModel.Request, Completion> {
  @Override
  public NDList processInput(TranslatorContext context, LanguageModel.Request request) {
    return MimoBlock.wrapped(context.getNDManager(), request);
  }

  @Override
  public Completion processOutput(TranslatorContext context, NDList list) {
    return (Completion) MimoBlock.unwrapped(list);
  }
}
