package io.lares.mimo.djl;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineProvider;

/** Makes the engine known to DJL, which finds this class by its service file. */
public final class MimoEngineProvider implements EngineProvider {
  private static final MimoEngine ENGINE = new MimoEngine();

  @Override
  public String getEngineName() {
    return MimoEngine.NAME;
  }

  @Override
  public int getEngineRank() {
    return MimoEngine.RANK;
  }

  @Override
  public Engine getEngine() {
    return ENGINE;
  }
}
