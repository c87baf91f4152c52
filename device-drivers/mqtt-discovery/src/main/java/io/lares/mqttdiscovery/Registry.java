package io.lares.mqttdiscovery;

import io.lares.mqttdiscovery.discovery.BadDiscovery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Who announced what: entities by the topic that owns them and by the device they belong to. */
final class Registry {
  static final int MAX_ENTITIES = 250_000;
  static final int MAX_GROUPS = 25_000;
  static final int MAX_GROUP = 500;

  private final Map<String, List<String>> keysByTopic = new HashMap<>();
  private final Map<String, Member> byKey = new HashMap<>();
  private final Map<String, Map<String, Member>> groups = new HashMap<>();
  private final Set<String> dirty = new LinkedHashSet<>();

  /**
   * Takes what a topic announces in place of what it announced before. The last to announce an
   * entity owns it.
   *
   * @return the members that have gone or were replaced
   * @throws BadDiscovery where that is more than the session can hold; nothing has changed then
   */
  List<Member> replace(String topic, List<Member> members) throws BadDiscovery {
    List<Member> fresh = members.stream().filter(m -> !byKey.containsKey(m.key())).toList();
    if (byKey.size() + fresh.size() > MAX_ENTITIES) {
      throw new BadDiscovery(
          "there are already " + byKey.size() + " entities, the most there may be");
    }
    for (Member member : fresh) {
      Map<String, Member> group = groups.get(groupOf(member));
      if (group == null && groups.size() >= MAX_GROUPS) {
        throw new BadDiscovery(
            "there are already " + MAX_GROUPS + " devices, the most there may be");
      }
      if (group != null && group.size() + fresh.size() > MAX_GROUP) {
        throw new BadDiscovery(
            "its device would have more than " + MAX_GROUP + " entities, the most there may be");
      }
    }
    List<Member> gone = remove(topic);
    for (Member member : members) {
      Member before = byKey.put(member.key(), member);
      if (before != null) {
        forget(before);
        gone.add(before);
      }
      String group = groupOf(member);
      groups.computeIfAbsent(group, ignored -> new TreeMap<>()).put(member.key(), member);
      dirty.add(group);
    }
    if (!members.isEmpty()) {
      keysByTopic.put(topic, members.stream().map(Member::key).distinct().toList());
    }
    return gone;
  }

  /** Removes what a topic has announced and still owns. */
  List<Member> remove(String topic) {
    List<Member> gone = new ArrayList<>();
    List<String> keys = keysByTopic.remove(topic);
    for (String key : keys == null ? List.<String>of() : keys) {
      Member member = byKey.get(key);
      if (member != null && member.topic.equals(topic)) {
        byKey.remove(key);
        forget(member);
        gone.add(member);
      }
    }
    return gone;
  }

  private void forget(Member member) {
    String group = groupOf(member);
    Map<String, Member> members = groups.get(group);
    if (members != null) {
      members.remove(member.key(), member);
      if (members.isEmpty()) {
        groups.remove(group);
      }
    }
    dirty.add(group);
  }

  static String groupOf(Member member) {
    String device = member.about.device().key();
    return device.isEmpty() ? "entity/" + member.key() : device;
  }

  /** The groups that have changed since the last call. */
  List<String> takeDirty() {
    List<String> groups = List.copyOf(dirty);
    dirty.clear();
    return groups;
  }

  boolean isDirty() {
    return !dirty.isEmpty();
  }

  Collection<Member> members(String group) {
    return groups.getOrDefault(group, Map.of()).values();
  }

  int entities() {
    return byKey.size();
  }
}
