package io.lares.mqttdiscovery.entity;

import io.lares.mqttdiscovery.discovery.Announcement;
import io.lares.mqttdiscovery.template.Text;
import java.util.Locale;

/** Names of attributes, made from what an entity calls itself. */
public final class Slugs {
  private static final int MAX = 60;

  private Slugs() {}

  /**
   * The name of the entity's attribute, such as {@code powerOutageCount}. It comes from the object
   * id, less what names the device, since that does not change when people rename things.
   */
  public static String of(Announcement entity) {
    String object = withoutDevice(entity);
    String slug = camel(object);
    return slug.isEmpty() ? "value" : slug;
  }

  /** What people read: the entity's name, or its object id where it has none. */
  public static String label(Announcement entity) {
    if (!entity.name().isEmpty()) {
      return entity.name();
    }
    String words = withoutDevice(entity).replace('_', ' ').replace('-', ' ').strip();
    return words.isEmpty()
        ? entity.component()
        : Text.name(words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1), 120);
  }

  private static String withoutDevice(Announcement entity) {
    String object = entity.objectId();
    String key = entity.device().key();
    for (String device : new String[] {key, key.replaceAll("[^A-Za-z0-9]", "")}) {
      if (!device.isEmpty()
          && object.length() > device.length() + 1
          && object.regionMatches(true, 0, device, 0, device.length())) {
        return object.substring(device.length());
      }
    }
    return object;
  }

  /** {@code power_outage-count} as {@code powerOutageCount}. */
  public static String camel(String text) {
    StringBuilder slug = new StringBuilder();
    boolean upper = false;
    for (int i = 0; i < text.length() && slug.length() < MAX; i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c)) {
        upper = !slug.isEmpty();
      } else if (upper) {
        slug.append(Character.toUpperCase(c));
        upper = false;
      } else {
        slug.append(slug.isEmpty() ? Character.toLowerCase(c) : c);
      }
    }
    return slug.toString();
  }
}
