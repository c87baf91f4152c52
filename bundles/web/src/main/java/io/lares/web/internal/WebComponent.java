package io.lares.web.internal;

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
import io.lares.web.api.Api;
import io.lares.web.http.FrontServlet;
import io.lares.web.http.HostCheck;
import io.lares.web.http.Page;
import io.lares.web.hub.Parts;
import jakarta.servlet.Servlet;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Puts the web into the container. All that it shows may come and go; it stays. */
@Component(
    service = {},
    immediate = true)
public final class WebComponent {
  private static final String EVERYWHERE = "0.0.0.0";
  private static final String LOOPBACK = "127.0.0.1";
  private static final String HOSTS = "web/hosts";
  private static final String BIND = "web/bind";

  private final BundleContext context;
  private final Binding binding;
  private final Parts parts = new Parts();
  private final Api api;
  private final ServiceRegistration<Servlet> servlet;
  private final @Nullable AddressFile address;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("web-look-around").factory());

  @Activate
  public WebComponent(BundleContext context, @Reference ConfigurationAdmin admin) {
    this.context = context;
    binding = new Binding(admin);
    String version = context.getProperty("lares.version");
    api =
        new Api(
            parts,
            new Api.Setting(
                version == null ? context.getBundle().getVersion().toString() : version,
                uploads(context),
                this::listen,
                Duration.ofSeconds(15),
                Clock.systemUTC()));
    HostCheck hosts = new HostCheck(MachineNames.find(), this::configuredHosts);
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put("osgi.http.whiteboard.servlet.pattern", "/*");
    properties.put("osgi.http.whiteboard.servlet.name", "lares");
    properties.put("osgi.http.whiteboard.servlet.asyncSupported", true);
    servlet =
        context.registerService(
            Servlet.class,
            new FrontServlet(api.router(), new Page(new UiBundle(context)), hosts),
            properties);
    String data = context.getProperty("lares.data");
    address = data == null ? null : new AddressFile(context, Path.of(data));
    clock.scheduleWithFixedDelay(api::lookAround, 1, 1, TimeUnit.SECONDS);
  }

  @Deactivate
  void deactivate() {
    if (address != null) {
      address.close();
    }
    servlet.unregister();
    clock.shutdownNow();
    api.close();
  }

  private static Path uploads(BundleContext context) {
    return context.getDataFile("uploads").toPath();
  }

  /** Listens where the hub should: on loopback until somebody owns it. */
  private void listen() {
    String fixed = context.getProperty("lares.http.host");
    if (fixed != null && !fixed.isBlank()) {
      binding.listen(fixed);
      return;
    }
    Access access = parts.access().find().orElse(null);
    Settings settings = parts.settings().find().orElse(null);
    if (access == null || settings == null) {
      return; // called again when they are there
    }
    boolean open =
        access.claimed() && settings.get(BIND).filter(bind -> bind.equals("loopback")).isEmpty();
    binding.listen(open ? EVERYWHERE : LOOPBACK);
  }

  private Set<String> configuredHosts() {
    return parts
        .settings()
        .find()
        .flatMap(settings -> settings.get(HOSTS))
        .map(names ->
            Arrays.stream(names.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .collect(Collectors.toUnmodifiableSet()))
        .orElse(Set.of());
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void setKernel(Kernel kernel) {
    parts.kernel().came(kernel);
    api.came(kernel);
  }

  void unsetKernel(Kernel kernel) {
    parts.kernel().left(kernel);
    api.left(kernel);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void setAccess(Access access) {
    parts.access().came(access);
    listen();
  }

  void unsetAccess(Access access) {
    parts.access().left(access);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void setSettings(Settings settings) {
    parts.settings().came(settings);
    listen();
  }

  void unsetSettings(Settings settings) {
    parts.settings().left(settings);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void setJournal(Journal journal) {
    parts.journal().came(journal);
  }

  void unsetJournal(Journal journal) {
    parts.journal().left(journal);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void setStore(Store store) {
    parts.store().came(store);
  }

  void unsetStore(Store store) {
    parts.store().left(store);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void setMqtt(MqttControl mqtt) {
    parts.mqtt().came(mqtt);
  }

  void unsetMqtt(MqttControl mqtt) {
    parts.mqtt().left(mqtt);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void setAssistant(Assistant assistant) {
    parts.assistant().came(assistant);
  }

  void unsetAssistant(Assistant assistant) {
    parts.assistant().left(assistant);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void setVoice(Voice voice) {
    parts.voice().came(voice);
  }

  void unsetVoice(Voice voice) {
    parts.voice().left(voice);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void setWording(Wording wording) {
    parts.wording().came(wording);
  }

  void unsetWording(Wording wording) {
    parts.wording().left(wording);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void setHabits(Habits habits) {
    parts.habits().came(habits);
  }

  void unsetHabits(Habits habits) {
    parts.habits().left(habits);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void setRemoteEngine(RemoteEngine engine) {
    parts.remoteEngine().came(engine);
  }

  void unsetRemoteEngine(RemoteEngine engine) {
    parts.remoteEngine().left(engine);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void setModels(Models models) {
    parts.models().came(models);
  }

  void unsetModels(Models models) {
    parts.models().left(models);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void setBundles(Bundles bundles) {
    parts.bundles().came(bundles);
  }

  void unsetBundles(Bundles bundles) {
    parts.bundles().left(bundles);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void setHomeFiles(HomeFiles homeFiles) {
    parts.homeFiles().came(homeFiles);
  }

  void unsetHomeFiles(HomeFiles homeFiles) {
    parts.homeFiles().left(homeFiles);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void setAutomations(Automations automations) {
    parts.automations().came(automations);
  }

  void unsetAutomations(Automations automations) {
    parts.automations().left(automations);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void setScenes(Scenes scenes) {
    parts.scenes().came(scenes);
  }

  void unsetScenes(Scenes scenes) {
    parts.scenes().left(scenes);
  }
}
