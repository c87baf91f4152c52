package io.lares.engines.internal;

import io.lares.driver.Secrets;
import io.lares.driver.SecretsException;
import io.lares.engines.RemoteEngine;
import io.lares.engines.RemoteSettings;
import io.lares.engines.RemoteStatus;
import io.lares.engines.RemoteStatus.State;
import io.lares.language.LanguageModel;
import io.lares.language.LanguageModel.Readiness;
import io.lares.language.RemoteModel;
import io.lares.language.RemoteModels;
import io.lares.store.Settings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens the model that the settings name, and offers it to all who use language models. */
final class KeptEngine implements RemoteEngine, AutoCloseable {
  private final KeptSettings settings;
  private final Offer offer;
  private @Nullable RemoteModels models;
  private @Nullable Open open;
  private String problem = "";

  /** Makes a model a service. */
  @FunctionalInterface
  interface Offer {
    /**
     * Offers.
     *
     * @return takes it back
     */
    Runnable offer(LanguageModel model, RemoteSettings.Turn turn);
  }

  private record Open(RemoteModel model, Runnable takeBack) {}

  KeptEngine(Settings settings, Secrets secrets, Offer offer) {
    this.settings = new KeptSettings(settings, secrets);
    this.offer = offer;
  }

  /** What reaches models has come, or gone. */
  synchronized void models(@Nullable RemoteModels present) {
    models = present;
    openAnew();
  }

  private void openAnew() {
    end();
    RemoteModels present = models;
    RemoteSettings wanted = settings.load();
    if (present == null || wanted.address().isBlank()) {
      return;
    }
    try {
      RemoteModel model = present.open(settings.endpoint());
      open = new Open(model, offer.offer(model, wanted.turn()));
    } catch (SecretsException | IllegalArgumentException e) {
      problem = String.valueOf(e.getMessage());
    }
  }

  private void end() {
    problem = "";
    Open before = open;
    open = null;
    if (before != null) {
      before.takeBack().run();
      before.model().close();
    }
  }

  @Override
  public synchronized RemoteSettings settings() {
    return settings.load();
  }

  @Override
  public synchronized void apply(RemoteSettings wanted) {
    settings.save(wanted);
    openAnew();
  }

  @Override
  public synchronized RemoteStatus status() {
    boolean key = settings.hasKey();
    Open present = open;
    if (present == null) {
      boolean off = settings.load().address().isBlank();
      String words = off || !problem.isEmpty() ? problem : "The bundle remote is not running";
      return new RemoteStatus(off ? State.OFF : State.AWAY, words, Optional.empty(), key);
    }
    RemoteModel model = present.model();
    return switch (model.readiness()) {
      case Readiness.Ready _ -> new RemoteStatus(State.READY, "", model.found(), key);
      case Readiness.Asleep _ -> new RemoteStatus(State.LOOKING, "", model.found(), key);
      case Readiness.Unavailable(String why) ->
          new RemoteStatus(State.AWAY, why, model.found(), key);
    };
  }

  @Override
  public synchronized void close() {
    end();
  }
}
