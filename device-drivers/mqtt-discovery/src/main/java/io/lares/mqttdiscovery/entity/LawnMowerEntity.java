package io.lares.mqttdiscovery.entity;

import io.lares.home.DeviceType;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import io.lares.mqttdiscovery.discovery.Announcement;
import io.lares.mqttdiscovery.discovery.BadDiscovery;
import io.lares.mqttdiscovery.discovery.Options;
import io.lares.mqttdiscovery.template.Template;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A lawn mower. */
final class LawnMowerEntity extends Entity {
  /** A topic for one order, and how to word it. */
  private record Order(String topic, @Nullable Template wording, String name) {}

  LawnMowerEntity(Announcement a) throws BadDiscovery {
    super(a.options());
    Options o = a.options();
    Map<String, Order> orders = new HashMap<>();
    order(o, orders, "mowing", "start_mowing");
    order(o, orders, "paused", "pause");
    order(o, orders, "docked", "dock");
    order(o, orders, "returning", "dock");
    var known =
        known(Vocabulary.MOWER_OPERATION)
            .withKind(
                new ValueKind.Choice(List.of("docked", "mowing", "returning", "paused", "error")));
    Field operation = field(orders.isEmpty() ? readOnly(known) : known);
    reads(
        o.stateTopic("activity_state_topic"),
        o.template("activity_value_template"),
        (text, payload, sink) -> sink.shows(operation, Value.of(text)),
        operation);
    if (!orders.isEmpty()) {
      writes(
          operation,
          (value, t) -> {
            Order order = orders.get(value.toString());
            if (order == null) {
              throw new Unsupported("This lawn mower can't be told that.");
            }
            return publish(order.topic, order.wording, order.name);
          });
    }
  }

  private static void order(Options o, Map<String, Order> orders, String state, String name)
      throws BadDiscovery {
    String topic = o.commandTopic(name + "_command_topic");
    if (topic != null) {
      orders.put(state, new Order(topic, o.template(name + "_command_template"), name));
    }
  }

  @Override
  public DeviceType mainType() {
    return DeviceType.LAWN_MOWER;
  }
}
