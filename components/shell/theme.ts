import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core"

const accent: MantineColorsTuple = [
  "#eef3fe",
  "#d9e4fd",
  "#b3c8fb",
  "#8aabf8",
  "#6791f4",
  "#4c7df0",
  "#3a6ae0",
  "#2c5bd0",
  "#2249ab",
  "#193880",
]

// White words on the seventh step are 5.2:1; Mantine's own red has 3.3:1.
const red: MantineColorsTuple = [
  "#fff0f0",
  "#fddcdd",
  "#f8b6b8",
  "#f38e91",
  "#ee6b6f",
  "#e5484d",
  "#c9353a",
  "#b02b30",
  "#982428",
  "#7d1c20",
]

// Mantine's own dark greys are neutral; ours lean to blue as the surfaces do.
const dark: MantineColorsTuple = [
  "#e6eaf0",
  "#c6ced9",
  "#97a3b3",
  "#6d7989",
  "#27303b",
  "#222a34",
  "#1b222b",
  "#151a21",
  "#12161c",
  "#0e1116",
]

const xs = { size: "xs" }

/** Mantine on our tokens: 13 px base, 4 px grid, compact controls, one accent. */
export const theme = createTheme({
  fontFamily: "var(--bongsu-font)",
  fontFamilyMonospace: "var(--bongsu-mono)",
  headings: {
    fontFamily: "var(--bongsu-font)",
    fontWeight: "600",
    sizes: { h1: { fontSize: "20px" }, h2: { fontSize: "16px" }, h3: { fontSize: "14px" }, h4: { fontSize: "13px" } },
  },
  fontSizes: { xs: "12px", sm: "13px", md: "13px", lg: "15px", xl: "18px" },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  radius: { xs: "2px", sm: "4px", md: "6px", lg: "8px", xl: "12px" },
  defaultRadius: "sm",
  colors: { accent, red, dark },
  primaryColor: "accent",
  // White words on the accent itself are 3.8:1; one step darker they are 4.8:1.
  primaryShade: { light: 6, dark: 6 },
  cursorType: "pointer",
  respectReducedMotion: true,
  // Named, not imported: `Select.extend` here would load every component on every page.
  components: {
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray", size: "md" } },
    Button: { defaultProps: xs },
    Input: { defaultProps: xs },
    TextInput: { defaultProps: xs },
    Textarea: { defaultProps: xs },
    PasswordInput: { defaultProps: xs },
    NumberInput: { defaultProps: xs },
    Select: { defaultProps: { ...xs, comboboxProps: { shadow: "md" } } },
    MultiSelect: { defaultProps: xs },
    TagsInput: { defaultProps: xs },
    NativeSelect: { defaultProps: xs },
    Autocomplete: { defaultProps: xs },
    Checkbox: { defaultProps: xs },
    Radio: { defaultProps: xs },
    SegmentedControl: { defaultProps: xs },
    Switch: { defaultProps: xs },
    Tabs: { defaultProps: { keepMounted: false } },
    Table: { defaultProps: { fz: 12 } },
    Menu: { defaultProps: { shadow: "md", transitionProps: { duration: 120, transition: "fade" } } },
    Popover: { defaultProps: { shadow: "md", transitionProps: { duration: 120, transition: "fade" } } },
    Modal: { defaultProps: { transitionProps: { duration: 120, transition: "fade" }, centered: true } },
    Tooltip: { defaultProps: { openDelay: 300, fz: 12, multiline: true, maw: 360 } },
  },
})

const surfaces = {
  "--mantine-color-body": "var(--bongsu-panel)",
  "--mantine-color-text": "var(--bongsu-text)",
  "--mantine-color-dimmed": "var(--bongsu-dim)",
  "--mantine-color-default": "var(--bongsu-panel)",
  "--mantine-color-default-hover": "var(--bongsu-raised)",
  "--mantine-color-default-color": "var(--bongsu-text)",
  "--mantine-color-default-border": "var(--bongsu-line)",
  "--mantine-color-placeholder": "var(--bongsu-dim)",
  "--mantine-color-anchor": "var(--bongsu-accent-text)",
  "--mantine-color-error": "var(--bongsu-firing-text)",
  "--mantine-color-disabled-color": "var(--bongsu-dim)",
}

/** Mantine's surfaces are ours in both schemes. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: surfaces, dark: surfaces })
