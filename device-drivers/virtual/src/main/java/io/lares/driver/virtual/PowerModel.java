package io.lares.driver.virtual;

import static io.lares.home.Vocabulary.ON_OFF;

import io.lares.home.AttributeId;
import io.lares.home.Value;
import java.util.random.RandomGenerator;

/** What a switched device draws from the mains while it is on, and what that adds up to. */
final class PowerModel implements Model {
  private static final AttributeId POWER = AttributeId.parse("Sensor.power");
  private static final AttributeId ENERGY = AttributeId.parse("Sensor.energy");
  private static final AttributeId CURRENT = AttributeId.parse("Sensor.current");
  private static final AttributeId VOLTAGE = AttributeId.parse("Sensor.voltage");
  private static final double MAINS = 230;

  private final double nominal;
  private double energy = Double.NaN;

  /**
   * A device on the mains.
   *
   * @param nominal what it draws while it is on, in watts
   */
  PowerModel(double nominal) {
    this.nominal = nominal;
  }

  @Override
  public boolean command(States states, AttributeId attribute, Value value) {
    if (attribute.equals(ON_OFF)) {
      draw(states, value.equals(Value.of(true)) ? nominal : 0);
    }
    return false;
  }

  @Override
  public void pass(States states, double seconds, RandomGenerator chance) {
    if (Double.isNaN(energy)) {
      energy = states.number(ENERGY, 0);
    }
    if (states.on(ON_OFF)) {
      if (chance.nextDouble() * 15 < seconds) {
        draw(states, nominal * Math.max(0.5, 1 + chance.nextGaussian() * 0.02));
      }
    } else {
      draw(states, 0);
    }
    energy += states.number(POWER, 0) * seconds / 3_600_000;
    states.show(ENERGY, Value.of(DriftModel.round(energy, 2)));
  }

  private static void draw(States states, double watts) {
    states.show(POWER, Value.of(DriftModel.round(watts, 1)));
    states.show(CURRENT, Value.of(DriftModel.round(watts / states.number(VOLTAGE, MAINS), 2)));
  }
}
