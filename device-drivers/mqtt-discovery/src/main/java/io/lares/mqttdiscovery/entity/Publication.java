package io.lares.mqttdiscovery.entity;

/** A message to publish. */
@SuppressWarnings("ArrayRecordComponent")
public record Publication(String topic, byte[] payload, int qos, boolean retain) {}
