package io.lares.home;

/**
 * One thing about a device that can be seen and perhaps changed.
 *
 * @param id its name, {@code Capability.attribute}
 * @param kind the values it takes
 * @param unit the unit in which people read it ({@code %}, {@code °C}, {@code K}, {@code lx});
 *     empty for none
 * @param access whether it can be commanded
 * @param label a short name for people, for attributes that the vocabulary does not know; empty to
 *     let the page choose
 * @param description what it does, in a sentence; empty where the vocabulary says it
 */
public record Attribute(
    AttributeId id, ValueKind kind, String unit, Access access, String label, String description) {

  /** How an attribute may be used. */
  public enum Access {
    /** Observed only. */
    READ,
    /** Observed, and set by a command. */
    WRITE,
    /** Not a state but a happening: every command and every observation counts. */
    MOMENTARY
  }

  public Attribute {
    if (unit.length() > 32 || label.length() > Names.MAX_NAME || description.length() > 1000) {
      throw new IllegalArgumentException(
          "The unit, label or description of " + id + " is too long");
    }
  }

  public Attribute(AttributeId id, ValueKind kind, String unit, Access access) {
    this(id, kind, unit, access, "", "");
  }

  /** True where a command for it makes sense; a momentary one may also only be observed. */
  public boolean commandable() {
    return access != Access.READ;
  }

  public Attribute withKind(ValueKind other) {
    return new Attribute(id, other, unit, access, label, description);
  }

  public Attribute withUnit(String other) {
    return new Attribute(id, kind, other, access, label, description);
  }

  public Attribute withAccess(Access other) {
    return new Attribute(id, kind, unit, other, label, description);
  }
}
