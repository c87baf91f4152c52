package io.lares.mqttdiscovery.entity;

import io.lares.home.Attribute;

/**
 * One attribute of an entity, before the device that it ends up in gives it its final name.
 *
 * @param index its place within the entity
 * @param shared true where several entities of a device report the same attribute
 */
public record Field(int index, Attribute attribute, boolean shared) {}
