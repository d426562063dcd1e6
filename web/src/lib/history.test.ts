import { describe, expect, it } from 'vitest'
import { type History, historyReducer, startHistory } from './history'

const type = (history: History<string>, value: string, burst = 'notes') =>
  historyReducer(history, { type: 'set', value, burst })

describe('history', () => {
  it('undoes a burst of typing as one step', () => {
    let history = startHistory('')
    for (const value of ['h', 'he', 'hello']) history = type(history, value)
    history = type(history, 'hello!', 'terms')
    history = historyReducer(history, { type: 'undo' })
    expect(history.now).toBe('hello')
    history = historyReducer(history, { type: 'undo' })
    expect(history.now).toBe('')
    expect(historyReducer(history, { type: 'undo' })).toBe(history)
  })

  it('starts a new step after a pause', () => {
    let history = type(startHistory(''), 'a')
    history = historyReducer(history, { type: 'pause' })
    history = type(history, 'ab')
    expect(historyReducer(history, { type: 'undo' }).now).toBe('a')
  })

  it('redoes until something new is typed', () => {
    let history = type(startHistory(''), 'a')
    history = historyReducer(history, { type: 'undo' })
    expect(historyReducer(history, { type: 'redo' }).now).toBe('a')
    history = type(history, 'b')
    expect(historyReducer(history, { type: 'redo' }).now).toBe('b')
  })

  it('keeps the last hundred steps', () => {
    let history = startHistory('start')
    for (let i = 0; i < 150; i += 1) history = type(history, `v${i}`, `field${i}`)
    expect(history.past).toHaveLength(100)
  })
})
