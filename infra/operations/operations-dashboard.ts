import { CfnOutput, Stack } from 'aws-cdk-lib';
import {
  Column,
  Dashboard,
  GraphWidget,
  type IWidget,
  PeriodOverride,
  Row,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { asMetric } from '#infra/operations/as-metric.ts';
import type { Graph } from '#infra/operations/graph.ts';
import type { Watched } from '#infra/operations/watched.ts';
import { rows } from '#infra/operations/widgets.ts';

export type OperationsDashboardProps = { readonly watched: Watched };

const WHOLE_WIDTH = 24;

/** One page that shows how an environment fares: flow, backlog, failures, KPIs, cost. */
export class OperationsDashboard extends Construct {
  constructor(scope: Construct, id: string, { watched }: OperationsDashboardProps) {
    super(scope, id);
    const dashboard = new Dashboard(this, 'page', { periodOverride: PeriodOverride.INHERIT });
    for (const { heading, graphs } of rows) {
      const width = Math.floor(WHOLE_WIDTH / graphs.length);
      const widgets: IWidget[] = graphs.map((graph) => graphOf(watched, graph, width));
      const title = new TextWidget({ markdown: `## ${heading}`, width: WHOLE_WIDTH, height: 1 });
      dashboard.addWidgets(new Column(title, new Row(...widgets)));
    }
    new CfnOutput(Stack.of(this), 'dashboard-name', { value: dashboard.dashboardName });
  }
}

const graphOf = (watched: Watched, { title, periodSeconds, lines }: Graph, width: number) =>
  new GraphWidget({
    title,
    width,
    height: 6,
    left: lines.map(({ label, ...line }) =>
      asMetric(watched, { ...line, periodSeconds }, { label }),
    ),
    leftYAxis: { showUnits: false },
  });
