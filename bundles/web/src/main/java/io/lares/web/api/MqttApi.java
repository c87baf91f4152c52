package io.lares.web.api;

import io.lares.mqtt.MqttControl;
import io.lares.mqtt.MqttSettings;
import io.lares.mqtt.MqttStatus;
import io.lares.web.http.Answer;
import io.lares.web.http.Call;
import io.lares.web.http.Problem;
import io.lares.web.http.Routes;
import io.lares.web.http.Who;
import io.lares.web.hub.Parts;
import io.lares.web.json.Given;
import io.lares.web.json.MayBeAbsent;
import io.lares.web.json.OneOf;
import io.lares.web.json.Within;
import org.jspecify.annotations.Nullable;

/** Which broker the hub uses. Passwords come in and never go out. */
final class MqttApi {
  private static final String BUILT_IN = "built-in";
  private static final String EXTERNAL = "external";

  private final Parts parts;

  record MqttSettingsView(
      @OneOf({BUILT_IN, EXTERNAL}) String kind,
      @MayBeAbsent @Within(min = 0, max = 65535) @Nullable Integer port,
      @MayBeAbsent @Nullable Boolean openToNetwork,
      @MayBeAbsent @Within(min = 1, max = 500) @Nullable String uri,
      @MayBeAbsent @Within(max = 100_000) @Nullable String certificateAuthority,
      @Within(max = 500) String user,
      @MayBeAbsent @Nullable Given<String> password) {

    static MqttSettingsView of(MqttSettings settings) {
      return switch (settings) {
        case MqttSettings.BuiltIn b ->
            new MqttSettingsView(BUILT_IN, b.port(), b.openToNetwork(), null, null, b.user(), null);
        case MqttSettings.External e ->
            new MqttSettingsView(
                EXTERNAL, null, null, e.uri(), e.certificateAuthority(), e.user(), null);
      };
    }

    MqttSettings settings() {
      String secret = password == null ? null : password.value();
      if (kind.equals(BUILT_IN)) {
        refuse("uri", uri);
        refuse("certificateAuthority", certificateAuthority);
        return new MqttSettings.BuiltIn(
            wanted("port", port), Boolean.TRUE.equals(openToNetwork), user, secret);
      }
      refuse("port", port);
      refuse("openToNetwork", openToNetwork);
      return new MqttSettings.External(
          wanted("uri", uri),
          user,
          secret,
          certificateAuthority == null ? "" : certificateAuthority);
    }

    private void refuse(String field, @Nullable Object value) {
      if (value != null) {
        throw Problem.in(field, "makes no sense for the kind “" + kind + "”");
      }
    }

    private static <T> T wanted(String field, @Nullable T value) {
      if (value == null) {
        throw Problem.in(field, "is missing");
      }
      return value;
    }
  }

  record MqttStatusView(
      boolean connected,
      String broker,
      String problem,
      long received,
      long published,
      long dropped,
      int reconnects) {
    static MqttStatusView of(MqttStatus status) {
      return new MqttStatusView(
          status.connected(),
          status.broker(),
          status.problem(),
          status.received(),
          status.published(),
          status.dropped(),
          status.reconnects());
    }
  }

  record MqttView(MqttSettingsView settings, MqttStatusView status) {
    static MqttView of(MqttControl control) {
      return new MqttView(
          MqttSettingsView.of(control.settings()), MqttStatusView.of(control.status()));
    }
  }

  MqttApi(Parts parts) {
    this.parts = parts;
  }

  void add(Routes routes) {
    routes
        .get("/mqtt", Who.OWNERS, "Which broker the hub uses, and how the connection is")
        .gives(MqttView.class, call -> Answer.ok(MqttView.of(parts.mqtt().get())));
    routes
        .put("/mqtt", Who.OWNERS, "Uses another broker")
        .takes(MqttSettingsView.class, MqttView.class, this::apply);
  }

  private Answer<MqttView> apply(Call call, MqttSettingsView wish) {
    MqttControl control = parts.mqtt().get();
    try {
      control.apply(wish.settings());
    } catch (IllegalArgumentException e) {
      throw Problem.of(400, "These settings do not work", String.valueOf(e.getMessage()));
    }
    return Answer.ok(MqttView.of(control));
  }
}
