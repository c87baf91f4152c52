package io.lares.automations.sentence;

import io.lares.automations.Trigger;
import io.lares.home.Actor;
import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import java.util.List;
import java.util.function.UnaryOperator;

/** Knows the devices of the home that rules speak of by their names alone. */
public interface Things {
  /**
   * The vehicles that are meant.
   *
   * @param any true where the name is that of any vehicle, such as "the car"
   */
  List<DeviceId> vehicles(String name, boolean any);

  /** The presence devices of the person who speaks; empty where they are not known. */
  List<DeviceId> self(Actor speaker);

  /**
   * The devices with an attribute that are called so.
   *
   * @param name may have more words around the name
   * @param plain the writing in which names are compared
   */
  List<DeviceId> called(String name, AttributeId attribute, UnaryOperator<String> plain);

  /**
   * What the devices that are called so come to show when they have done their work.
   *
   * @param name may have more words around the name
   * @param plain the writing in which names are compared
   */
  List<Trigger> done(String name, UnaryOperator<String> plain);
}
