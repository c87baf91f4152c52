package io.lares.web.api;

import io.lares.engines.RemoteEngine;
import io.lares.engines.RemoteSettings;
import io.lares.engines.RemoteSettings.Turn;
import io.lares.engines.RemoteStatus;
import io.lares.language.Endpoint.Api;
import io.lares.language.Endpoint.Engine;
import io.lares.language.RemoteModel.Found;
import io.lares.web.http.Answer;
import io.lares.web.http.Call;
import io.lares.web.http.Problem;
import io.lares.web.http.Routes;
import io.lares.web.http.Who;
import io.lares.web.hub.Parts;
import io.lares.web.json.MayBeAbsent;
import io.lares.web.json.MayBeNull;
import io.lares.web.json.Within;
import org.jspecify.annotations.Nullable;

/** The language model at another computer. Its key comes in and never goes out. */
final class RemoteEngineApi {
  private final Parts parts;

  record RemoteSettingsView(
      @Within(max = 1000) String address,
      @Within(max = 1000) String model,
      Engine engine,
      Api api,
      @Within(min = 0, max = 10_000_000) int contextTokens,
      Turn turn,
      @MayBeAbsent @Within(max = 1000) @Nullable String key) {
    static RemoteSettingsView of(RemoteSettings settings) {
      return new RemoteSettingsView(
          settings.address(),
          settings.model(),
          settings.engine(),
          settings.api(),
          settings.contextTokens(),
          settings.turn(),
          null);
    }

    RemoteSettings settings() {
      return new RemoteSettings(address, model, engine, api, contextTokens, turn, key);
    }
  }

  record FoundView(Engine engine, String model, int contextTokens, boolean grammars) {
    static FoundView of(Found found) {
      return new FoundView(found.engine(), found.model(), found.contextTokens(), found.grammars());
    }
  }

  record RemoteStatusView(
      RemoteStatus.State state, String problem, @MayBeNull @Nullable FoundView found, boolean key) {
    static RemoteStatusView of(RemoteStatus status) {
      return new RemoteStatusView(
          status.state(),
          status.problem(),
          status.found().map(FoundView::of).orElse(null),
          status.key());
    }
  }

  record RemoteEngineView(RemoteSettingsView settings, RemoteStatusView status) {
    static RemoteEngineView of(RemoteEngine engine) {
      return new RemoteEngineView(
          RemoteSettingsView.of(engine.settings()), RemoteStatusView.of(engine.status()));
    }
  }

  RemoteEngineApi(Parts parts) {
    this.parts = parts;
  }

  void add(Routes routes) {
    routes
        .get(
            "/language/remote", Who.OWNERS, "The language model at another computer, and how it is")
        .gives(
            RemoteEngineView.class,
            call -> Answer.ok(RemoteEngineView.of(parts.remoteEngine().get())));
    routes
        .put("/language/remote", Who.OWNERS, "Uses another one; no address is none")
        .takes(RemoteSettingsView.class, RemoteEngineView.class, this::apply);
  }

  private Answer<RemoteEngineView> apply(Call call, RemoteSettingsView wish) {
    RemoteEngine engine = parts.remoteEngine().get();
    try {
      engine.apply(wish.settings());
    } catch (IllegalArgumentException e) {
      throw Problem.of(400, "These settings do not work", String.valueOf(e.getMessage()));
    }
    return Answer.ok(RemoteEngineView.of(engine));
  }
}
