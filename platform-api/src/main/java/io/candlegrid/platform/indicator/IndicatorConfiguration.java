package io.candlegrid.platform.indicator;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Indicators over REST. */
@Configuration(proxyBeanMethods = false)
@Import({IndicatorController.class, IndicatorComputeController.class})
public class IndicatorConfiguration {}
