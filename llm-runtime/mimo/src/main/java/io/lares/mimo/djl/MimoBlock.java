package io.lares.mimo.djl;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.AbstractSymbolBlock;
import ai.djl.nn.ParameterList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import ai.djl.util.passthrough.PassthroughNDArray;
import io.lares.language.Completion;
import io.lares.language.LanguageException;
import io.lares.language.LanguageModel;
import org.jspecify.annotations.Nullable;

/**
 * One request in, one answer out, as objects within arrays. What lies between, thousands of steps
 * over a cache that has to be kept and rolled back, is the runtime's own.
 */
final class MimoBlock extends AbstractSymbolBlock {
  private final LanguageModel model;

  MimoBlock(LanguageModel model) {
    this.model = model;
  }

  static NDList wrapped(NDManager manager, Object object) {
    return new NDList(new PassthroughNDArray(manager, object));
  }

  static Object unwrapped(NDList list) {
    return ((PassthroughNDArray) list.singletonOrThrow()).getObject();
  }

  @Override
  public ParameterList getDirectParameters() {
    return new ParameterList();
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> more) {
    try {
      Completion completion =
          model.answer((LanguageModel.Request) unwrapped(inputs), LanguageModel.Listener.NONE);
      return wrapped(inputs.singletonOrThrow().getManager(), completion);
    } catch (LanguageException e) {
      throw new EngineException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException("interrupted", e);
    }
  }
}
