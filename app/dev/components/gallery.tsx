import type { ReactNode } from 'react';
import { CheckboxField } from '@/components/forms/checkbox-field';
import { CheckboxGroup } from '@/components/forms/checkbox-group';
import { FileField } from '@/components/forms/file-field';
import { RadioGroup } from '@/components/forms/radio-group';
import { SelectField } from '@/components/forms/select-field';
import { TextAreaField } from '@/components/forms/text-area-field';
import { TextField } from '@/components/forms/text-field';
import { ActiveFilters } from '@/components/ui/active-filters';
import { Button, ButtonLink, ButtonRow } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Facts } from '@/components/ui/facts';
import { FilterForm } from '@/components/ui/filter-form';
import { Flash } from '@/components/ui/flash';
import { ItemList } from '@/components/ui/item-list';
import { Pagination } from '@/components/ui/pagination';
import { Card, Panel, Split, TurnPanel } from '@/components/ui/panel';
import { StatCard } from '@/components/ui/stat-card';
import { SummaryList } from '@/components/ui/summary-list';
import { Table } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import { FieldStates } from './field-states';

const here = '#components';

/** Every component of the house, in the states that pages bring it into; names and figures are made up. */
export const gallery: { id: string; title: string; shown: ReactNode }[] = [
  {
    id: 'buttons',
    title: 'Buttons',
    shown: (
      <ButtonRow>
        <Button>Save and continue</Button>
        <Button variant="quiet">Save for later</Button>
        <Button variant="danger">Delete the department</Button>
        <ButtonLink href={here} variant="quiet">
          A link that looks like one
        </ButtonLink>
      </ButtonRow>
    ),
  },
  {
    id: 'tags',
    title: 'Tags',
    shown: (
      <p className="flex flex-wrap gap-2">
        <Tag tone="green">Completed</Tag>
        <Tag tone="blue">In progress</Tag>
        <Tag tone="amber">Waiting for you</Tag>
        <Tag tone="red">Overdue</Tag>
        <Tag>Not yet started</Tag>
      </p>
    ),
  },
  { id: 'flash', title: 'Flash', shown: <Flash>The changes are saved.</Flash> },
  {
    id: 'fields',
    title: 'Fields',
    shown: (
      <FieldStates prefix="plain-">
        <TextField name="line" label="Line" hint="One line of text." />
        <TextAreaField name="text" label="Text" hint="As long as it needs to be." />
        <SelectField
          name="choice"
          label="Choice"
          options={[
            { value: 'BLD', label: 'Building and Planning' },
            { value: 'ENV', label: 'Environmental Health' },
          ]}
        />
        <RadioGroup
          name="radio"
          legend="One of few"
          options={[
            { value: 'yes', label: 'Yes' },
            { value: 'no', label: 'No', hint: 'We write to you by post.' },
          ]}
        />
        <CheckboxGroup
          name="several"
          legend="Several of few"
          options={[
            { value: 'noise', label: 'Noise' },
            { value: 'food', label: 'Food' },
          ]}
        />
        <CheckboxField name="agreed" label="What I have said is true" />
        <FileField name="file" label="Site plan" hint="PDF, 25 MB at most." />
      </FieldStates>
    ),
  },
  {
    id: 'faults',
    title: 'Fields after a fault',
    shown: (
      <FieldStates
        prefix="faulty-"
        faults={{ email: 'Enter your email address', county: 'Choose your county' }}
        values={{ email: 'mara@' }}
      >
        <TextField name="email" label="Email address" type="email" />
        <SelectField
          name="county"
          label="County"
          options={[
            { value: '', label: 'Choose' },
            { value: 'ALD', label: 'Alder County' },
          ]}
        />
      </FieldStates>
    ),
  },
  {
    id: 'panels',
    title: 'Panels',
    shown: (
      <Split
        main={
          <>
            <TurnPanel
              id="turn"
              title="Send the site plan"
              meta="Asked for on 3 March, by 17 March"
              tag={
                <Tag tone="amber" onTint>
                  Your turn
                </Tag>
              }
              action={<ButtonLink href={here}>Answer</ButtonLink>}
            />
            <Panel id="panel-example" title="A part of a page">
              <p>What belongs together stands together.</p>
            </Panel>
          </>
        }
        side={
          <Card>
            <Facts
              items={[
                { label: 'Reference', value: 'ALD-26-000123-5' },
                { label: 'Department', value: 'Building and Planning' },
              ]}
            />
          </Card>
        }
      />
    ),
  },
  {
    id: 'figures',
    title: 'Figures',
    shown: (
      <div className="grid gap-[18px] sm:grid-cols-2">
        <StatCard title="Waiting" figure="12" href={here} note="Three more than last week" />
        <StatCard title="Overdue" figure="2" href={here} alarm note="The oldest for six days" />
      </div>
    ),
  },
  {
    id: 'summary',
    title: 'Summary of answers',
    shown: (
      <SummaryList
        rows={[
          {
            key: 'address',
            label: 'Address of the work',
            value: '14 Mill Lane',
            change: { href: here, text: 'Change', about: 'Address of the work' },
          },
          { key: 'valuation', label: 'Valuation', value: '$42,000' },
        ]}
      />
    ),
  },
  {
    id: 'items',
    title: 'Items',
    shown: (
      <ItemList
        items={[
          {
            key: '1',
            title: 'Building permit, 14 Mill Lane',
            href: here,
            meta: 'Sent on 3 March',
            aside: <Tag tone="blue">In review</Tag>,
          },
          { key: '2', title: 'Event in Riverside Park', href: here, meta: 'Draft', aside: <Tag>Draft</Tag> },
        ]}
      />
    ),
  },
  {
    id: 'list',
    title: 'List: filters, table, pages',
    shown: (
      <>
        <FilterForm action={here} label="Find departments" submitText="Find">
          <TextField name="q" label="Name or code" type="search" />
        </FilterForm>
        <ActiveFilters
          label="Filters that are set"
          removeText="Remove"
          filters={[{ key: 'active', text: 'Status: active', href: here }]}
          clear={{ href: here, text: 'Clear all' }}
        />
        <Table
          caption="Departments, 2"
          columns={[
            { key: 'name', label: 'Name', sort: { href: here, direction: 'ascending' } },
            { key: 'code', label: 'Code', sort: { href: here, direction: 'none' } },
            { key: 'officers', label: 'Officers', numeric: true },
          ]}
          rows={[
            {
              key: 'BLD',
              cells: { name: <a href={here}>Building and Planning</a>, code: 'BLD', officers: 4 },
            },
            {
              key: 'ENV',
              cells: { name: <a href={here}>Environmental Health</a>, code: 'ENV', officers: 2 },
            },
          ]}
        />
        <Pagination
          label="Pages"
          page={4}
          pages={12}
          hrefFor={(page) => `${here}-${page}`}
          pageLabel={(page) => `Page ${page}`}
          previousText="Previous"
          nextText="Next"
        />
      </>
    ),
  },
  {
    id: 'empty',
    title: 'Nothing there',
    shown: (
      <EmptyState title="No departments yet" action={<ButtonLink href={here}>Add a department</ButtonLink>}>
        Applications go to departments, so a county begins with one.
      </EmptyState>
    ),
  },
];
