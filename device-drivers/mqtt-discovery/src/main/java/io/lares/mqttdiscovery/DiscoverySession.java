package io.lares.mqttdiscovery;

import io.lares.driver.Cancellable;
import io.lares.driver.CommandReply;
import io.lares.driver.DeviceCommand;
import io.lares.driver.DriverHost;
import io.lares.driver.MqttChannel;
import io.lares.driver.MqttMessage;
import io.lares.driver.Session;
import io.lares.home.Value;
import io.lares.mqttdiscovery.discovery.Announcement;
import io.lares.mqttdiscovery.discovery.BadDiscovery;
import io.lares.mqttdiscovery.discovery.DiscoveryParser;
import io.lares.mqttdiscovery.discovery.DiscoveryTopic;
import io.lares.mqttdiscovery.entity.Entities;
import io.lares.mqttdiscovery.entity.Entity;
import io.lares.mqttdiscovery.entity.Publication;
import io.lares.mqttdiscovery.entity.Unsupported;
import io.lares.mqttdiscovery.template.TemplateException;
import io.lares.mqttdiscovery.template.Templates;
import io.lares.mqttdiscovery.template.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Serves one discovery prefix of the broker. Everything here runs on the session's thread. */
final class DiscoverySession implements Session {
  /** Discovery comes in bursts: devices are announced once it has been quiet for so long. */
  private static final Duration QUIET = Duration.ofMillis(100);

  /** But no later than this many quiet times after the first. */
  private static final int MAX_WAITS = 30;

  private static final Duration TELL_HEALTH = Duration.ofSeconds(1);

  private static final int MAX_TOPICS = 250_000;

  private final DriverHost host;
  private final MqttChannel mqtt;
  private final String prefix;
  private final DiscoveryParser parser = new DiscoveryParser(new Templates());
  private final Registry registry = new Registry();
  private final Problems problems = new Problems();
  private final HomeView home;
  private final Map<String, UUID> seen = new HashMap<>();
  private final List<Cancellable> subscriptions = new ArrayList<>();

  private boolean flushPlanned;
  private boolean moreCame;
  private int waits;
  private boolean healthPlanned;
  private String toldHealth = "";

  DiscoverySession(String prefix, DriverHost host) {
    this.host = host;
    this.prefix = prefix;
    this.mqtt = host.mqtt();
    this.home = new HomeView(host, mqtt, this::report, this::solved);
    MqttChannel.Listener discovery =
        new MqttChannel.Listener() {
          @Override
          public void message(MqttMessage message) {
            discovered(message);
          }

          @Override
          public void connected(boolean connected) {
            home.connected(connected);
          }
        };
    subscriptions.add(mqtt.subscribe(prefix + "/+/+/config", 1, discovery));
    subscriptions.add(mqtt.subscribe(prefix + "/+/+/+/config", 1, this::discovered));
  }

  // Discovery

  private void discovered(MqttMessage message) {
    String topic = message.topic();
    DiscoveryTopic parsed = DiscoveryTopic.parse(prefix, topic);
    if (parsed == null) {
      report(topic, "The discovery topic " + Text.shorten(topic, 80) + " is malformed.");
      return;
    }
    if (message.payload().length == 0) {
      seen.remove(topic);
      solved(topic);
      home.forget(registry.remove(topic));
      planFlush();
      return;
    }
    UUID fingerprint = UUID.nameUUIDFromBytes(message.payload());
    if (fingerprint.equals(seen.get(topic))) {
      return;
    }
    if (seen.size() >= MAX_TOPICS && !seen.containsKey(topic)) {
      report("topics", "There are more than " + MAX_TOPICS + " discovery topics.");
      return;
    }
    seen.put(topic, fingerprint);
    try {
      announced(topic, parser.parse(parsed, message.payload()));
    } catch (BadDiscovery e) {
      unusable(topic, e.getMessage());
    }
  }

  private void announced(String topic, DiscoveryParser.Result result) throws BadDiscovery {
    List<Member> members = new ArrayList<>();
    String problem = result.problem();
    for (Announcement announcement : result.announcements()) {
      try {
        Entity entity = Entities.of(announcement);
        if (entity != null) {
          members.add(new Member(topic, announcement.slim(), entity));
        }
      } catch (BadDiscovery e) {
        problem = Text.shorten(announcement.objectId(), 40) + ": " + e.getMessage();
      }
    }
    if (members.isEmpty() && !problem.isEmpty()) {
      throw new BadDiscovery(problem);
    }
    home.forget(registry.replace(topic, members));
    if (problem.isEmpty()) {
      solved(topic);
    } else {
      unusable(topic, problem);
    }
    planFlush();
  }

  private void unusable(String topic, @Nullable String why) {
    report(
        topic, "The announcement on " + Text.shorten(topic, 80) + " can't be used: " + why + ".");
  }

  private void planFlush() {
    moreCame = true;
    if (!flushPlanned && registry.isDirty()) {
      flushPlanned = true;
      waits = 0;
      waitForQuiet();
    }
  }

  private void waitForQuiet() {
    moreCame = false;
    host.schedule(
        QUIET,
        () -> {
          if (moreCame && ++waits < MAX_WAITS) {
            waitForQuiet();
            return;
          }
          flushPlanned = false;
          home.update(registry);
        });
  }

  // Commands

  @Override
  public void execute(DeviceCommand command, CommandReply reply) {
    LiveDevice device = home.device(command.device());
    LiveDevice.Target target = device == null ? null : device.targets.get(command.attribute());
    if (device == null || target == null) {
      reply.failed(CommandReply.Failure.UNSUPPORTED, "This device has no such control any more.");
      return;
    }
    String misfit = target.field().attribute().kind().misfit(command.value());
    if (misfit != null) {
      reply.failed(CommandReply.Failure.REJECTED, "The value " + misfit + ".");
      return;
    }
    if (!device.available) {
      reply.failed(
          CommandReply.Failure.OFFLINE,
          home.online()
              ? "The device says that it can't be reached."
              : "There is no connection to the MQTT broker.");
      return;
    }
    List<Publication> messages;
    try {
      messages =
          target.member().entity.encode(target.field(), command.value(), command.transition());
    } catch (Unsupported e) {
      reply.failed(CommandReply.Failure.UNSUPPORTED, String.valueOf(e.getMessage()));
      return;
    } catch (TemplateException e) {
      reply.failed(
          CommandReply.Failure.REJECTED,
          "The device's command template failed: " + e.getMessage() + ".");
      return;
    }
    send(messages, device, target, command.value(), reply);
  }

  private void send(
      List<Publication> messages,
      LiveDevice device,
      LiveDevice.Target target,
      Value value,
      CommandReply reply) {
    CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
    for (Publication message : messages) {
      CompletableFuture<Void> one =
          mqtt.publish(message.topic(), message.payload(), message.qos(), message.retain())
              .toCompletableFuture();
      all = messages.size() == 1 ? one : all.thenCombine(one, (a, b) -> a);
    }
    all.whenComplete((done, failure) -> {
      if (failure != null) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        reply.failed(CommandReply.Failure.OFFLINE, String.valueOf(cause.getMessage()));
        return;
      }
      reply.accepted();
      if (target.member().entity.assumed(target.field())) {
        host.execute(() -> home.assume(device, target, value));
      }
    });
  }

  // Health

  private void report(String source, String problem) {
    problems.report(source, problem);
    planHealth();
  }

  private void solved(String source) {
    problems.solved(source);
    planHealth();
  }

  private void planHealth() {
    if (!healthPlanned && !problems.summary().equals(toldHealth)) {
      healthPlanned = true;
      host.schedule(TELL_HEALTH, this::tellHealth);
    }
  }

  private void tellHealth() {
    healthPlanned = false;
    String summary = problems.summary();
    if (!summary.equals(toldHealth)) {
      toldHealth = summary;
      host.health(summary);
      if (!summary.isEmpty()) {
        host.log().log(System.Logger.Level.WARNING, summary);
      }
    }
  }

  @Override
  public void close() {
    subscriptions.forEach(Cancellable::cancel);
    home.close();
  }
}
