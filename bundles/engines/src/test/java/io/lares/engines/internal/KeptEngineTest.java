package io.lares.engines.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lares.driver.Secrets;
import io.lares.driver.SecretsException;
import io.lares.engines.RemoteSettings;
import io.lares.engines.RemoteSettings.Turn;
import io.lares.engines.RemoteStatus.State;
import io.lares.language.Completion;
import io.lares.language.Endpoint;
import io.lares.language.Endpoint.Api;
import io.lares.language.Endpoint.Engine;
import io.lares.language.LanguageException;
import io.lares.language.LanguageModel;
import io.lares.language.RemoteModel;
import io.lares.store.Settings;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeptEngineTest {
  private static final RemoteSettings CHOSEN =
      new RemoteSettings(
          "http://192.168.1.20:8000", "mimo", Engine.VLLM, Api.CHAT, 8192, Turn.LAST, "sk-1");

  private final Map<String, String> rows = new HashMap<>();
  private final Map<String, String> kept = new HashMap<>();
  private final List<Endpoint> opened = new ArrayList<>();
  private final List<String> closed = new ArrayList<>();
  private final List<Turn> offered = new ArrayList<>();
  private boolean keyFileThere = true;
  private final KeptEngine engine = started();

  private KeptEngine started() {
    KeptEngine one =
        new KeptEngine(
            new Rows(),
            new Keys(),
            (model, turn) -> {
              offered.add(turn);
              return () -> offered.remove(turn);
            });
    one.models(endpoint -> {
      opened.add(endpoint);
      return new Far(endpoint);
    });
    return one;
  }

  @Test
  void aNewHubHasNone() {
    assertThat(engine.settings()).isEqualTo(RemoteSettings.NONE);
    assertThat(engine.status().state()).isEqualTo(State.OFF);
    assertThat(opened).isEmpty();
  }

  @Test
  void whatWasChosenIsOpenedOfferedAndThereAfterARestart() {
    engine.apply(CHOSEN);
    assertThat(opened.getLast())
        .isEqualTo(
            new Endpoint(
                URI.create("http://192.168.1.20:8000/v1"),
                "mimo",
                Engine.VLLM,
                Api.CHAT,
                8192,
                "sk-1"));
    assertThat(offered).containsExactly(Turn.LAST);
    assertThat(engine.status().state()).isEqualTo(State.READY);
    engine.close();
    assertThat(offered).isEmpty();
    assertThat(started().status().key()).isTrue();
    assertThat(opened.getLast()).isEqualTo(opened.getFirst());
  }

  @Test
  void theKeyIsAmongTheSecretsAndIsNotTold() {
    engine.apply(CHOSEN);
    assertThat(kept).isEqualTo(Map.of("remote/key", "sk-1"));
    assertThat(rows.toString()).doesNotContain("sk-1");
    assertThat(engine.settings().key()).isNull();
    assertThat(CHOSEN.toString()).doesNotContain("sk-1");

    engine.apply(with(null));
    assertThat(opened.getLast().key()).isEqualTo("sk-1");
    engine.apply(with(""));
    assertThat(opened.getLast().key()).isEmpty();
    assertThat(engine.status().key()).isFalse();
  }

  private static RemoteSettings with(String key) {
    return new RemoteSettings(
        CHOSEN.address(), CHOSEN.model(), CHOSEN.engine(), CHOSEN.api(), 0, Turn.FIRST, key);
  }

  @Test
  void otherSettingsCloseWhatWasOpen() {
    engine.apply(CHOSEN);
    engine.apply(RemoteSettings.NONE);
    assertThat(closed).containsExactly("mimo");
    assertThat(offered).isEmpty();
    assertThat(engine.status().state()).isEqualTo(State.OFF);
  }

  @Test
  void whatMakesNoSenseIsRefusedAndChangesNothing() {
    engine.apply(CHOSEN);
    for (String address :
        new String[] {
          "192.168.1.20:8000", "ftp://a/", "http://", "http://u:p@a/", "a b", "http://a/?k=1"
        }) {
      assertThatThrownBy(() ->
              engine.apply(
                  new RemoteSettings(address, "", Engine.ANY, Api.CHAT, 0, Turn.FIRST, "sk-2")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("An address ");
    }
    assertThat(engine.settings().address()).isEqualTo(CHOSEN.address());
    assertThat(kept).containsValue("sk-1");
    assertThat(closed).isEmpty();
  }

  @Test
  void aKeyThatCantBeReadIsSaid() {
    engine.apply(CHOSEN);
    engine.close();
    keyFileThere = false;
    KeptEngine again = started();
    assertThat(again.status().state()).isEqualTo(State.AWAY);
    assertThat(again.status().problem()).isEqualTo("The key file is missing");
    assertThatThrownBy(() -> again.apply(CHOSEN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The key file is missing");
    keyFileThere = true;
    again.apply(CHOSEN);
    assertThat(again.status().state()).isEqualTo(State.READY);
  }

  @Test
  void withoutWhatReachesModelsItSaysSo() {
    engine.apply(CHOSEN);
    engine.models(null);
    assertThat(closed).containsExactly("mimo");
    assertThat(engine.status().state()).isEqualTo(State.AWAY);
    assertThat(engine.status().problem()).isNotEmpty();
  }

  private final class Rows implements Settings {
    @Override
    public Optional<String> get(String key) {
      return Optional.ofNullable(rows.get(key));
    }

    @Override
    public void put(String key, String value) {
      rows.put(key, value);
    }

    @Override
    public void remove(String key) {
      rows.remove(key);
    }

    @Override
    public Map<String, String> startingWith(String prefix) {
      throw new UnsupportedOperationException();
    }
  }

  private final class Keys implements Secrets {
    private void check() throws SecretsException {
      if (!keyFileThere) {
        throw new SecretsException("The key file is missing", null);
      }
    }

    @Override
    public Optional<String> get(String name) throws SecretsException {
      check();
      return Optional.ofNullable(kept.get(name));
    }

    @Override
    public void put(String name, String secret) throws SecretsException {
      check();
      kept.put(name, secret);
    }

    @Override
    public void remove(String name) {
      kept.remove(name);
    }

    @Override
    public Set<String> names() {
      return kept.keySet();
    }
  }

  /** One that is always well. */
  private final class Far implements RemoteModel {
    private final Endpoint endpoint;

    Far(Endpoint endpoint) {
      this.endpoint = endpoint;
    }

    @Override
    public Optional<Found> found() {
      return Optional.of(new Found(Engine.VLLM, endpoint.model(), 8192, true));
    }

    @Override
    public void close() {
      closed.add(endpoint.model());
    }

    @Override
    public String name() {
      return endpoint.model();
    }

    @Override
    public Readiness readiness() {
      return new Readiness.Ready();
    }

    @Override
    public int contextTokens() {
      return 8192;
    }

    @Override
    public Completion answer(LanguageModel.Request request, Listener listener)
        throws LanguageException {
      throw new LanguageException(LanguageException.Reason.FAILED, "not asked here");
    }
  }
}
