package io.lares.web.hub;

import io.lares.access.Access;
import io.lares.automations.Automations;
import io.lares.engines.RemoteEngine;
import io.lares.habits.Habits;
import io.lares.homefile.HomeFiles;
import io.lares.kernel.Kernel;
import io.lares.language.Models;
import io.lares.launcher.Bundles;
import io.lares.mqtt.MqttControl;
import io.lares.planner.Assistant;
import io.lares.planner.Voice;
import io.lares.planner.Wording;
import io.lares.scenes.Scenes;
import io.lares.store.Journal;
import io.lares.store.Settings;
import io.lares.store.Store;

/** All that the web shows. */
public record Parts(
    Part<Kernel> kernel,
    Part<Access> access,
    Part<Journal> journal,
    Part<Settings> settings,
    Part<Store> store,
    Part<MqttControl> mqtt,
    Part<Assistant> assistant,
    Part<Voice> voice,
    Part<Wording> wording,
    Part<Bundles> bundles,
    Part<HomeFiles> homeFiles,
    Part<Automations> automations,
    Part<Scenes> scenes,
    Part<Habits> habits,
    Part<RemoteEngine> remoteEngine,
    Part<Models> models) {

  /** All of them away. */
  public Parts() {
    this(
        new Part<>("The home"),
        new Part<>("Access"),
        new Part<>("The journal"),
        new Part<>("The settings"),
        new Part<>("The store"),
        new Part<>("MQTT"),
        new Part<>("The assistant"),
        new Part<>("The voice"),
        new Part<>("The planner"),
        new Part<>("The container"),
        new Part<>("Home files"),
        new Part<>("The automations"),
        new Part<>("The scenes"),
        new Part<>("What was learned"),
        new Part<>("The language model at another computer"),
        new Part<>("The language model"));
  }
}
