package io.lares.mqttdiscovery;

import io.lares.driver.Cancellable;
import io.lares.driver.DriverHost;
import io.lares.driver.MqttChannel;
import io.lares.home.AttributeId;
import io.lares.home.Value;
import io.lares.mqttdiscovery.discovery.Availability;
import io.lares.mqttdiscovery.entity.Entity;
import io.lares.mqttdiscovery.entity.Field;
import io.lares.mqttdiscovery.entity.Input;
import io.lares.mqttdiscovery.entity.Sink;
import io.lares.mqttdiscovery.template.Payload;
import io.lares.mqttdiscovery.template.TemplateException;
import io.lares.mqttdiscovery.template.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The devices that the hub knows of, kept in step with the registry, and the way up for messages.
 */
final class HomeView {
  /** How long a device counts as reachable before its availability topics have spoken. */
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final DriverHost host;
  private final BiConsumer<String, String> report;
  private final Consumer<String> solved;
  private final TopicTable topics;
  private final Silence silence;
  private final Map<String, LiveDevice> devices = new HashMap<>();
  private final Map<String, Set<String>> devicesByGroup = new HashMap<>();
  private final List<Member> gone = new ArrayList<>();
  private final Up up = new Up();
  private boolean online = true;

  HomeView(
      DriverHost host,
      MqttChannel mqtt,
      BiConsumer<String, String> report,
      Consumer<String> solved) {
    this.host = host;
    this.report = report;
    this.solved = solved;
    this.silence = new Silence(host, this::tell);
    this.topics =
        new TopicTable(
            mqtt,
            (topic, bytes) ->
                report.accept(
                    "long:" + Text.shorten(topic, 200),
                    "A message on "
                        + Text.shorten(topic, 80)
                        + " has "
                        + bytes
                        + " bytes, more than "
                        + TopicTable.MAX_PAYLOAD
                        + "; it was left out."));
  }

  @Nullable LiveDevice device(String nativeId) {
    return devices.get(nativeId);
  }

  boolean online() {
    return online;
  }

  /** These members have gone; they fall silent with the next update. */
  void forget(List<Member> members) {
    gone.addAll(members);
  }

  // Devices

  /** Announces, replaces and withdraws devices, then listens for the new entities. */
  void update(Registry registry) {
    List<Member> silent = List.copyOf(gone);
    gone.clear();
    List<Member> fresh = new ArrayList<>();
    List<LiveDevice> added = new ArrayList<>();
    Map<String, Set<String>> before = new HashMap<>();
    for (String group : registry.takeDirty()) {
      Set<String> now = new HashSet<>();
      var members = registry.members(group);
      for (Assembler.Assembled assembled : Assembler.assemble(group, members)) {
        now.add(place(group, assembled, added));
      }
      for (Member member : members) {
        if (member.device != null && !member.listening) {
          fresh.add(member);
        }
      }
      Set<String> old = devicesByGroup.put(group, now);
      if (now.isEmpty()) {
        devicesByGroup.remove(group);
      }
      before.put(group, old == null ? Set.of() : old);
    }
    withdraw(before);
    // New readers first: a topic that stays in use keeps its subscription and its last message.
    fresh.forEach(this::listen);
    silent.forEach(this::silence);
    if (!added.isEmpty()) {
      host.schedule(GRACE, () -> settle(added));
    }
  }

  private String place(String group, Assembler.Assembled assembled, List<LiveDevice> added) {
    String nativeId = assembled.description().nativeId();
    LiveDevice device = devices.get(nativeId);
    if (device == null) {
      device = new LiveDevice(nativeId);
      devices.put(nativeId, device);
      added.add(device);
    }
    device.group = group;
    device.speakers = assembled.speakers();
    if (!assembled.description().equals(device.description)) {
      device.description = assembled.description();
      host.announce(assembled.description());
      device.available = true;
    }
    device.targets.clear();
    for (Assembler.Part part : assembled.parts()) {
      Member member = part.member();
      boolean moved = member.device != device || !Arrays.equals(member.ids, part.ids());
      member.device = device;
      member.ids = part.ids();
      for (Field field : member.entity.fields()) {
        device.targets.putIfAbsent(part.ids()[field.index()], new LiveDevice.Target(member, field));
      }
      if (moved) {
        showAgain(member);
      }
    }
    tell(device);
    return nativeId;
  }

  private void showAgain(Member member) {
    for (Entity.Constant constant : member.entity.constants()) {
      up.from(member).shows(constant.field(), constant.value());
    }
    if (member.listening) {
      member.entity.inputs().forEach(input -> topics.replay(input.topic(), member));
    }
  }

  /** Withdraws what a group no longer has, unless another group has taken it over. */
  private void withdraw(Map<String, Set<String>> before) {
    before.forEach((group, ids) -> {
      for (String id : ids) {
        LiveDevice device = devices.get(id);
        boolean kept =
            device == null
                || !device.group.equals(group)
                || devicesByGroup.getOrDefault(group, Set.of()).contains(id);
        if (!kept) {
          devices.remove(id);
          host.withdraw(id);
        }
      }
    });
  }

  // Listening

  private void listen(Member member) {
    member.listening = true;
    silence.watch(member);
    List<Availability.Rule> rules = member.about.availability().rules();
    for (int i = 0; i < rules.size(); i++) {
      topics.add(rules.get(i).topic(), member.entity.qos(), new Hearing(member, rules.get(i), i));
    }
    for (Input input : member.entity.inputs()) {
      topics.add(input.topic(), member.entity.qos(), new Reading(member, input));
    }
  }

  private void silence(Member member) {
    member.device = null;
    silence.forget(member);
    member.pending.values().forEach(Cancellable::cancel);
    member.pending.clear();
    if (member.failing) {
      solved.accept(member.key());
    }
    for (Availability.Rule rule : member.about.availability().rules()) {
      topics.remove(rule.topic(), member);
    }
    for (Input input : member.entity.inputs()) {
      topics.remove(input.topic(), member);
    }
  }

  /** One input of an entity at work. */
  private final class Reading implements TopicTable.Reader {
    private final Member member;
    private final Input input;

    Reading(Member member, Input input) {
      this.member = member;
      this.input = input;
    }

    @Override
    public void read(Payload payload) {
      if (member.device == null) {
        return;
      }
      silence.heard(member);
      try {
        input.read(payload, up.from(member));
        if (member.failing) {
          member.failing = false;
          solved.accept(member.key());
        }
      } catch (TemplateException e) {
        failed(member, input.topic(), e);
      } catch (IllegalArgumentException e) {
        // No value of ours is so long or so large: it fits no attribute, as other misfits do not.
        host.log().log(System.Logger.Level.DEBUG, "A message does not fit " + member.key(), e);
      }
    }

    @Override
    public Member member() {
      return member;
    }
  }

  /** One availability topic of an entity at work. */
  private final class Hearing implements TopicTable.Reader {
    private final Member member;
    private final Availability.Rule rule;
    private final int index;

    Hearing(Member member, Availability.Rule rule, int index) {
      this.member = member;
      this.rule = rule;
      this.index = index;
    }

    @Override
    public void read(Payload payload) {
      try {
        String text = rule.template().render(payload);
        if (member.reachability.hear(index, text)) {
          tell(member);
        }
      } catch (TemplateException e) {
        failed(member, rule.topic(), e);
      }
    }

    @Override
    public Member member() {
      return member;
    }
  }

  private void failed(Member member, String topic, TemplateException e) {
    if (!member.failing) {
      member.failing = true;
      report.accept(
          member.key(),
          "The template of "
              + Text.shorten(member.about.name().isEmpty() ? member.key() : member.about.name(), 60)
              + " fails on "
              + Text.shorten(topic, 80)
              + ": "
              + e.getMessage()
              + ".");
    }
  }

  /** The way up: one for all messages, since one thread brings them one by one. */
  private final class Up implements Sink {
    private @Nullable Member member;

    Up from(Member next) {
      member = next;
      return this;
    }

    @Override
    public void shows(Field field, Value value) {
      Member current = member;
      LiveDevice device = current == null ? null : current.device;
      if (current == null || device == null || field.attribute().kind().misfit(value) != null) {
        return;
      }
      if (!current.pending.isEmpty()) {
        Cancellable pending = current.pending.remove(field.index());
        if (pending != null) {
          pending.cancel();
        }
      }
      AttributeId id = current.ids[field.index()];
      host.observe(device.nativeId, id, value, Instant.now());
    }

    @Override
    public void later(Field field, Value value, Duration delay) {
      Member current = member;
      if (current != null) {
        current.pending.put(
            field.index(),
            host.schedule(
                delay,
                () -> {
                  current.pending.remove(field.index());
                  from(current).shows(field, value);
                }));
      }
    }
  }

  /** Shows what a command has set, where the device does not report it. */
  void assume(LiveDevice device, LiveDevice.Target target, Value value) {
    if (target.member().device == device) {
      for (Entity.Constant implied : target.member().entity.implied(target.field(), value)) {
        up.from(target.member()).shows(implied.field(), implied.value());
      }
    }
  }

  // Reachability

  void connected(boolean connected) {
    if (connected == online) {
      return;
    }
    online = connected;
    if (connected) {
      solved.accept("broker");
      devices.values().forEach(this::tell);
    } else {
      report.accept("broker", "There is no connection to the MQTT broker.");
      // A short break is no news of ten thousand devices.
      host.schedule(GRACE, () -> devices.values().forEach(this::tell));
    }
  }

  private void settle(List<LiveDevice> added) {
    for (LiveDevice device : added) {
      device.settled = true;
      if (devices.get(device.nativeId) == device) {
        tell(device);
      }
    }
  }

  private void tell(Member member) {
    LiveDevice device = member.device;
    if (device != null) {
      tell(device);
    }
  }

  private void tell(LiveDevice device) {
    boolean available = online && device.reachable();
    if (available != device.available) {
      device.available = available;
      host.available(device.nativeId, available);
    }
  }

  void close() {
    topics.close();
  }
}
